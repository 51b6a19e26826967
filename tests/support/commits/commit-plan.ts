// What each of many writers commits: records of its own, and now and then its own field of a record that all of them edit.
import type { Caller } from '../../../server/access/caller.ts';
import { createOrgTree } from '../../../shared/org/org-unit.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { readOrgCsv } from '../../../server/operations/read-org-csv.ts';
import { aDocument } from '../device/documents.ts';
import { smallTreeCsv } from '../server/small-tree.ts';

export const writers = 16;
export const processes = 2;
/** Of so many commits of a writer the last one is an edit of a common record. */
const editEvery = 5;
/** A writer edits one common record so often, then the next one: no document's history grows without end. */
const editsOfOne = 250;

/** What a process of writers is told, as JSON. */
export type WriterOrder = {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly writers: readonly number[];
  readonly commitsEach: number;
};

/** Milliseconds from asking to the verdict; `putOff`: pushes that the storage refused for now, and that were said again. */
export type WriterReport = {
  readonly took: readonly number[];
  readonly putOff: number;
  readonly refused: number;
};

export type PlannedCommit =
  | { readonly kind: 'record'; readonly id: string }
  | { readonly kind: 'edit'; readonly shared: number; readonly value: number };

export function commitOf(writer: number, n: number): PlannedCommit {
  if (n % editEvery !== editEvery - 1) return { kind: 'record', id: recordId(writer, n) };
  const edit = Math.floor(n / editEvery);
  return { kind: 'edit', shared: Math.floor(edit / editsOfOne), value: edit };
}

export function recordId(writer: number, n: number): string {
  return `own-${writer}-${n}`;
}

/** The numbers in the id of a writer's own record; undefined for any other document. */
export function ownRecord(id: string): { readonly writer: number; readonly n: number } | undefined {
  const [, writer, n] = /^own-(\d+)-(\d+)$/.exec(id) ?? [];
  return writer === undefined || n === undefined ? undefined : { writer: Number(writer), n: Number(n) };
}

/** Of each common record, the last value that each writer gives to its field. */
export function lastEdits(commitsEach: number): ReadonlyMap<number, number> {
  const last = new Map<number, number>();
  for (let n = 0; n < commitsEach; n += 1) {
    const commit = commitOf(0, n);
    if (commit.kind === 'edit') last.set(commit.shared, commit.value);
  }
  return last;
}

export const fieldOf = (writer: number): string => `ofWriter${writer}`;

export function sharedRecord(index: number): SyncedDocument {
  return recordBy('setter', `shared-${index}`, 1, { topic: '共同' });
}

export function recordBy(
  deviceId: string,
  id: string,
  seq: number,
  values: SyncedDocument['values'],
): SyncedDocument {
  const base = { type: 'gathering', createdBy: 'huaguo', deviceId, edit: { deviceId, seq } };
  return aDocument(id, { ...base, occurredOn: '2026-10-18', values });
}

/** The cadre of the village on one of her devices, or the officer of the township who reads along. */
export function callerOn(deviceId: string, epoch: string, isReader = false): Caller {
  const account = isReader
    ? {
        id: 'township',
        name: 'township',
        role: 'townshipOfficer' as const,
        orgUnitId: '420303001',
        level: 'township' as const,
      }
    : {
        id: 'huaguo',
        name: 'huaguo',
        role: 'villageCadre' as const,
        orgUnitId: '420303001202',
        level: 'village' as const,
      };
  const tree = createOrgTree(readOrgCsv(smallTreeCsv));
  const session = { scopeVersion: 'scope', epoch, expiresAt: '2027-01-01T00:00:00.000Z', familyId: deviceId };
  return { account, deviceId, tree, ...session };
}
