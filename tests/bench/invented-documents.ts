// The documents that the measurements send: invented people and home visits of one village.
import { systemClock, localDateOf } from '../../server/clock.ts';
import { authorIn } from '../../server/demo/demonstration-accounts.ts';
import { deviceOf, documentOf } from '../../server/demo/demonstration-document.ts';
import { planPeople } from '../../server/demo/demonstration-plan.ts';
import { createSeededRandom } from '../../server/demo/seeded-random.ts';
import { readOrgCsv } from '../../server/operations/read-org-csv.ts';
import { sampleTreeCsv } from '../../server/operations/sample-tree.ts';
import type { Account } from '../../shared/access/role.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { createOrgTree, type OrgTree } from '../../shared/org/org-unit.ts';
import { homeVisit } from '../../shared/record-types/home-visit.ts';
import { recordTypes } from '../../shared/record-types/registry.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { PushRequest } from '../../shared/sync/protocol.ts';
import type { Caller } from '../../server/access/caller.ts';

export const village = '420303001202';
export const villageAccount = 'huaguo';

export async function sampleTree(): Promise<OrgTree> {
  return createOrgTree(readOrgCsv(await sampleTreeCsv()));
}

export function inventedPeople(tree: OrgTree, count: number): readonly SyncedDocument[] {
  const today = localDateOf(systemClock.now());
  const plan = { tree, registry: recordTypes, random: createSeededRandom(4203), today, isSmall: true };
  return planPeople(plan, count, village).map(({ document }) => document);
}

/** Home visits, or another kind of work, of the last 300 days. */
export function inventedVisits(
  tree: OrgTree,
  count: number,
  kind: RecordDefinition = homeVisit,
): readonly SyncedDocument[] {
  const author = authorIn(tree, village);
  const today = systemClock.now().getTime();
  return Array.from({ length: count }, (_, index) =>
    documentOf(
      {
        name: `measured visit ${index}`,
        type: kind.id,
        definitionVersion: kind.version,
        author,
        occurredOn: localDateOf(new Date(today - (1 + (index % 300)) * 86_400_000)),
        values: kind.sample,
      },
      500_000 + index,
    ),
  );
}

/** The village's cadre as the server sees her after her sign-in. */
export function villageCaller(tree: OrgTree, epoch: string): Caller {
  const account: Account = authorIn(tree, village);
  return {
    ...{ account, tree, epoch, deviceId: deviceOf(account) },
    ...{ scopeVersion: '', expiresAt: '', familyId: '' },
  };
}

/** Documents as the rows of pushes of `size`. */
export function pushesOf(documents: readonly SyncedDocument[], size: number): readonly PushRequest[] {
  const rows = documents.map((document) => ({
    mutationId: `${document.edit.deviceId}:${document.id}:${document.edit.seq}`,
    newDocumentState: document,
  }));
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => ({
    pushId: `measured-${index}`,
    rows: rows.slice(index * size, (index + 1) * size),
  }));
}
