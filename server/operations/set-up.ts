// First run: from an empty data directory to a federation that can sign in, or to the demonstration.
import { AppError } from '../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../shared/errors/error-codes.ts';
import type { OrgUnit } from '../../shared/org/org-unit.ts';
import type { Locale } from '../../shared/reports/approximate-number.ts';
import { passwordProblem } from '../access/passwords.ts';
import { createMutex } from '../store/mutex.ts';
import type { Store } from '../store/store.ts';
import { AccountError, accountIdProblem, roleProblem, type CreateAccount } from './create-account.ts';
import type { ImportOrgUnits } from './import-org-units.ts';
import { OrgCsvError, readOrgCsv } from './read-org-csv.ts';
import { sampleTreeCsv } from './sample-tree.ts';
import { SpokenError } from './spoken-error.ts';

export type FederationSetup = {
  readonly federation: string;
  /** `sample`, or CSV text. */
  readonly tree: string;
  readonly administrator: {
    readonly account: string;
    readonly name?: string | undefined;
    readonly password: string;
  };
};

export type SetUp = {
  readonly isNeeded: () => Promise<boolean>;
  /** What was typed wrong is an error with its words in this language. */
  readonly federation: (request: FederationSetup, locale: Locale) => Promise<void>;
  readonly demonstration: () => Promise<void>;
};

export type SetUpDeps = {
  readonly store: Store;
  readonly importOrgUnits: ImportOrgUnits;
  readonly createAccount: CreateAccount;
  readonly seedDemonstration: () => Promise<void>;
};

export function createSetUp(deps: SetUpDeps): SetUp {
  const oneAtATime = createMutex();
  const isNeeded = async () => !(await deps.store.read((view) => view.deployment.get())).isInitialised;
  const once = (work: () => Promise<void>) =>
    oneAtATime(async () => {
      if (!(await isNeeded())) throw new AppError('notFound');
      await work();
    });
  return {
    isNeeded,
    federation: (request, locale) => once(() => inWords(locale, () => setUpFederation(deps, request))),
    demonstration: () => once(deps.seedDemonstration),
  };
}

/** Everything is looked at before anything is written: a second try begins on an empty tree again. */
async function setUpFederation(deps: SetUpDeps, request: FederationSetup): Promise<void> {
  const { administrator } = request;
  const badName = accountIdProblem(administrator.account);
  if (badName !== null) throw new AccountError(badName);
  const weakness = passwordProblem(administrator.password, administrator.account);
  if (weakness !== null) throw new PasswordError(weakness);
  const units = readOrgCsv(request.tree === 'sample' ? await sampleTreeCsv() : request.tree);
  const unit = administratorsUnit(units);
  await deps.importOrgUnits(units);
  await deps.createAccount({
    id: administrator.account,
    name: administrator.name ?? administrator.account,
    role: 'administrator',
    orgUnitId: unit.id,
    password: administrator.password,
  });
  await deps.store.write((tx) => tx.deployment.initialise(request.federation, false));
}

/** The one city of the tree, else its top. */
function administratorsUnit(units: readonly OrgUnit[]): OrgUnit {
  const cities = units.filter((unit) => unit.level === 'city');
  const [unit] = cities.length === 1 ? cities : units.filter((candidate) => candidate.parentId === null);
  if (unit === undefined) throw new OrgCsvError({ zh: '单位表是空的。', en: 'the tree is empty' });
  const misfit = roleProblem('administrator', unit);
  if (misfit !== null) throw new OrgCsvError(misfit);
  return unit;
}

class PasswordError extends SpokenError {}

/** What the person typed wrong is said to that person, not logged as a defect. */
async function inWords(locale: Locale, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SpokenError)) throw error;
    throw new AppError(codeOf(error), error.words[locale]);
  }
}

function codeOf(error: SpokenError): ErrorCode {
  if (error instanceof OrgCsvError) return 'badOrgTree';
  return error instanceof PasswordError ? 'weakPassword' : 'badAccount';
}
