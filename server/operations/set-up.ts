// First run: from an empty data directory to a federation that can sign in, or to the demonstration.
import { AppError } from '../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../shared/errors/error-codes.ts';
import type { OrgUnit } from '../../shared/org/org-unit.ts';
import type { Locale } from '../../shared/reports/approximate-number.ts';
import { passwordProblem, type Passwords } from '../access/passwords.ts';
import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { AccountRow } from '../store/accounts.ts';
import { createMutex } from '../store/mutex.ts';
import type { Store } from '../store/store.ts';
import { AccountError, accountIdProblem, alreadyThere, roleProblem } from './create-account.ts';
import { importUnitsIn } from './import-org-units.ts';
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
  readonly clock: Clock;
  readonly random: Random;
  readonly passwords: Passwords;
  readonly seedDemonstration: () => Promise<void>;
};

export function createSetUp(deps: SetUpDeps): SetUp {
  const oneAtATime = createMutex();
  const isNeeded = async () => !(await deps.store.read((view) => view.deployment.get())).isInitialised;
  const once = (work: () => Promise<void>) =>
    oneAtATime(async () => {
      if (!(await isNeeded())) throw new AppError('alreadySetUp');
      await work();
    });
  return {
    isNeeded,
    federation: (request, locale) => once(() => inWords(locale, () => setUpFederation(deps, request))),
    demonstration: () => once(deps.seedDemonstration),
  };
}

/** Everything is looked at before anything is written, and written at once: a second try begins on an empty tree again. */
async function setUpFederation(deps: SetUpDeps, request: FederationSetup): Promise<void> {
  const { administrator } = request;
  const badName = accountIdProblem(administrator.account);
  if (badName !== null) throw new AccountError(badName);
  const weakness = passwordProblem(administrator.password, administrator.account);
  if (weakness !== null) throw new PasswordError(weakness);
  const units = readOrgCsv(request.tree === 'sample' ? await sampleTreeCsv() : request.tree);
  const unit = administratorsUnit(units);
  const account: AccountRow = {
    ...{ id: administrator.account, name: administrator.name ?? administrator.account },
    ...{ role: 'administrator', orgUnitId: unit.id, isDemonstration: false, isDisabled: false },
    passwordHash: await deps.passwords.hash(administrator.password),
  };
  const at = deps.clock.now().toISOString();
  await deps.store.write(async (tx) => {
    await tx.deployment.holdTree('alone');
    const { isInitialised } = await tx.deployment.get();
    if (!(await tx.deployment.initialise(request.federation, false)))
      throw new AppError(isInitialised ? 'alreadySetUp' : 'demonstrationBegun');
    await importUnitsIn(tx, deps, units);
    if (!(await tx.accounts.create(account, at))) throw alreadyThere(account.id);
  });
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
