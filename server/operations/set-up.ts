// First run: from an empty data directory to a federation that can sign in, or to the demonstration.
import { AppError } from '../../shared/errors/app-error.ts';
import type { OrgUnit } from '../../shared/org/org-unit.ts';
import { passwordProblem } from '../access/passwords.ts';
import { createMutex } from '../store/mutex.ts';
import type { Store } from '../store/store.ts';
import { AccountError, type CreateAccount } from './create-account.ts';
import type { ImportOrgUnits } from './import-org-units.ts';
import { OrgCsvError, readOrgCsv } from './read-org-csv.ts';
import { sampleTreeCsv } from './sample-tree.ts';

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
  readonly federation: (request: FederationSetup) => Promise<void>;
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
      await inWords(work);
    });
  return {
    isNeeded,
    federation: (request) => once(() => setUpFederation(deps, request)),
    demonstration: () => once(deps.seedDemonstration),
  };
}

async function setUpFederation(deps: SetUpDeps, request: FederationSetup): Promise<void> {
  const { administrator } = request;
  const problem = passwordProblem(administrator.password, administrator.account);
  if (problem !== null) throw new AppError('weakPassword', problem);
  const units = readOrgCsv(request.tree === 'sample' ? await sampleTreeCsv() : request.tree);
  await deps.importOrgUnits(units);
  await deps.createAccount({
    id: administrator.account,
    name: administrator.name ?? administrator.account,
    role: 'administrator',
    orgUnitId: administratorsUnit(units),
    password: administrator.password,
  });
  await deps.store.write((tx) => tx.deployment.initialise(request.federation, false));
}

/** The one city of the tree, else its top. */
function administratorsUnit(units: readonly OrgUnit[]): string {
  const cities = units.filter((unit) => unit.level === 'city');
  const [unit] = cities.length === 1 ? cities : units.filter((candidate) => candidate.parentId === null);
  if (unit === undefined) throw new OrgCsvError('the tree is empty');
  return unit.id;
}

/** What the person typed wrong is said to that person, not logged as a defect. */
async function inWords(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof OrgCsvError) throw new AppError('badOrgTree', error.message);
    if (error instanceof AccountError) throw new AppError('badRequest', error.message);
    throw error;
  }
}
