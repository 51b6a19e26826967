// Fills an empty data directory with the demonstration; every document goes through the same door as a phone's.
import type { Account } from '../../shared/access/role.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { createOrgTree, type OrgTree } from '../../shared/org/org-unit.ts';
import type { CollectionName, SyncedDocument } from '../../shared/records/record.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { demonstrationPassword } from '../access/sessions.ts';
import { localDateOf, type Clock } from '../clock.ts';
import type { CreateAccount } from '../operations/create-account.ts';
import type { ImportOrgUnits } from '../operations/import-org-units.ts';
import { readOrgCsv } from '../operations/read-org-csv.ts';
import { sampleTreeCsv } from '../operations/sample-tree.ts';
import type { ReportDesk } from '../reports/report-desk.ts';
import type { Store } from '../store/store.ts';
import type { AcceptPush } from '../sync/accept-push.ts';
import { demonstrationAccounts } from './demonstration-accounts.ts';
import { decisionsOf } from './demonstration-decisions.ts';
import { planPeople, planRecords, type PlannedDocument } from './demonstration-plan.ts';
import { planHandovers } from './demonstration-handovers.ts';
import { planOfficeWork } from './demonstration-offices.ts';
import { planCampaign } from './demonstration-campaign.ts';
import { planScreening } from './demonstration-screening.ts';
import { planSupervision } from './demonstration-supervision.ts';
import { planMatters } from './demonstration-matters.ts';
import { seedReports } from './demonstration-reports.ts';
import { planTasks } from './demonstration-tasks.ts';
import { deviceOf } from './demonstration-document.ts';
import { createSeededRandom } from './seeded-random.ts';

/** `people` may go up to 60,000; `peopleUnit` puts them all into one unit instead of the villages of 花果街道. */
export type SeedOptions = {
  readonly seed?: number;
  readonly people?: number;
  readonly peopleUnit?: string;
  /** Few people and records, for tests. */
  readonly isSmall?: boolean;
};

export type SeedDeps = SeedOptions & {
  readonly store: Store;
  readonly clock: Clock;
  readonly registry: Registry;
  readonly importOrgUnits: ImportOrgUnits;
  readonly createAccount: CreateAccount;
  readonly acceptPush: AcceptPush;
  readonly reportDesk: ReportDesk;
};

const federation = '十堰市妇女联合会（演示）';
const rowsPerPush = 200;

/** Idempotent over an interruption: what is already there is written again as no news, and the last step marks the end. */
export function createSeedDemonstration(deps: SeedDeps): () => Promise<void> {
  return async () => {
    const units = readOrgCsv(await sampleTreeCsv());
    await orSetUp(deps.store.write((tx) => tx.deployment.beginDemonstration()));
    await deps.importOrgUnits(units);
    await createAccounts(deps);
    const tree = createOrgTree(units);
    const random = createSeededRandom(deps.seed ?? 4203);
    const isSmall = deps.isSmall === true;
    const plan = { tree, registry: deps.registry, random, today: localDateOf(deps.clock.now()), isSmall };
    const people = planPeople(plan, deps.people ?? (isSmall ? 200 : 2_000), deps.peopleUnit);
    await pushAll(deps, tree, 'people', people);
    const records = planRecords(plan, people);
    const campaign = isSmall ? [] : [...planCampaign(plan), ...planSupervision(plan), ...planScreening(plan)];
    await pushAll(deps, tree, 'records', [...records, ...campaign]);
    const decisions = decisionsOf(plan, records);
    await pushAll(deps, tree, 'decisions', decisions);
    await pushAll(deps, tree, 'decisions', decisionsOf(plan, campaign, 'the campaign'));
    const handovers = planHandovers(plan, records, decisions);
    await pushAll(deps, tree, 'records', handovers.records);
    await pushAll(deps, tree, 'decisions', handovers.decisions);
    const offices = planOfficeWork(plan);
    await pushAll(deps, tree, 'decisions', offices.words);
    await pushAll(deps, tree, 'records', offices.records);
    await pushAll(deps, tree, 'records', [...planMatters(plan), ...planTasks(plan)]);
    const { epoch } = await deps.store.read((view) => view.deployment.get());
    if (!isSmall) await seedReports({ reportDesk: deps.reportDesk, epoch }, tree, plan.today);
    await orSetUp(deps.store.write((tx) => tx.deployment.initialise(federation, true)));
  };
}

async function orSetUp(isMine: Promise<boolean>): Promise<void> {
  if (!(await isMine)) throw new AppError('alreadySetUp');
}

async function createAccounts(deps: SeedDeps): Promise<void> {
  const existing = new Set(
    (await deps.store.read((view) => view.accounts.list())).map((account) => account.id),
  );
  const missing = demonstrationAccounts.filter((account) => !existing.has(account.id));
  for (const account of missing)
    await deps.createAccount({ ...account, password: demonstrationPassword, isDemonstration: true });
}

async function pushAll(
  deps: SeedDeps,
  tree: OrgTree,
  collection: CollectionName,
  planned: readonly PlannedDocument[],
): Promise<void> {
  const byAuthor = new Map<string, { author: Account; documents: SyncedDocument[] }>();
  for (const { author, document } of planned) {
    const mine = byAuthor.get(author.id) ?? { author, documents: [] };
    mine.documents.push(document);
    byAuthor.set(author.id, mine);
  }
  for (const { author, documents } of byAuthor.values()) {
    for (let start = 0; start < documents.length; start += rowsPerPush)
      await push(deps, tree, collection, author, documents.slice(start, start + rowsPerPush));
  }
}

async function push(
  deps: SeedDeps,
  tree: OrgTree,
  collection: CollectionName,
  author: Account,
  documents: readonly SyncedDocument[],
): Promise<void> {
  const { epoch } = await deps.store.read((view) => view.deployment.get());
  const caller = {
    account: author,
    deviceId: deviceOf(author),
    tree,
    scopeVersion: '',
    epoch,
    expiresAt: '',
    familyId: '',
  };
  const rows = documents.map((document) => ({
    mutationId: `${document.edit.deviceId}:${document.id}:${document.edit.seq}`,
    newDocumentState: document,
  }));
  const reply = await deps.acceptPush({
    caller,
    collection,
    request: { pushId: 'demonstration', rows },
    locale: 'en',
  });
  const refused = reply.rows.find((row) => row.status !== 'accepted' && row.status !== 'merged');
  if (refused !== undefined)
    throw new Error(
      `the demonstration holds a row that is not accepted: ${refused.code ?? refused.status} ${refused.fields?.join(', ') ?? ''} ${refused.message ?? ''}`,
    );
}
