// What passed from one person to another with a post: derived from hand-overs and their receipts, never stored.
import { eachForItself, type PersonIdOf } from '../people/merged-people.ts';
import { isJsonObject, itemsOf, type JsonValue } from './json-value.ts';
import type { DocumentId, LocalDate, SyncedDocument, UnitId } from './record.ts';

/** The two kinds that this is read from. */
export const handoverTypes = ['post-handover', 'handover-receipt'] as const;

/** Somebody as a record names her; the id is absent for a name typed by hand. */
export type NamedPerson = { readonly id?: DocumentId; readonly name: string };

export type Handing = {
  readonly handoverId: DocumentId;
  /** The unit whose post it is. */
  readonly unitId: UnitId;
  readonly from: NamedPerson;
  readonly to: NamedPerson;
  /** Day of the receipt once it is taken over, else the day of the hand-over. */
  readonly on: LocalDate;
  readonly isAccepted: boolean;
};

/**
 * For each unit at most two: the newest that was taken over, then one that was begun since and waits for its receipt.
 * Empty for what was never handed over.
 */
export type HandedOver = {
  readonly ofRecord: (id: DocumentId) => readonly Handing[];
  /** Under any of her ids. */
  readonly ofPerson: (id: DocumentId) => readonly Handing[];
  /** How it stands with a hand-over itself; undefined for one that says nothing. */
  readonly ofHandover: (id: DocumentId) => Handing | undefined;
};

/** Hand-overs and receipts that are void, returned or deleted say nothing; their order does not matter. */
export function createHandedOver(
  records: readonly SyncedDocument[],
  personIdOf: PersonIdOf = eachForItself,
): HandedOver {
  const standing = records.filter(
    ({ _deleted, reviewState }) => !_deleted && reviewState !== 'void' && reviewState !== 'returned',
  );
  const accepted = firstReceipts(standing);
  const handings = new Map<DocumentId, Dated>();
  const byRecord = new Map<DocumentId, Dated[]>();
  const byPerson = new Map<DocumentId, Dated[]>();
  for (const record of standing) {
    if (record.type !== handoverTypes[0]) continue;
    const handing = handingOf(record, accepted.get(record.id));
    handings.set(record.id, handing);
    for (const id of new Set(rowsOf(record).flatMap((row) => row.recordIds))) add(byRecord, id, handing);
    for (const id of new Set(rowsOf(record).flatMap((row) => row.personIds.map(personIdOf))))
      add(byPerson, id, handing);
  }
  return {
    ofRecord: (id) => present(byRecord.get(id) ?? []),
    ofPerson: (id) => present(byPerson.get(personIdOf(id)) ?? []),
    ofHandover: (id) => handings.get(id)?.handing,
  };
}

/** A handing and what its place among others is judged by: when it was begun, and when it was last spoken of. */
type Dated = { readonly handing: Handing; readonly begun: string; readonly key: string };

/** Taken over once: a second receipt changes neither the day nor the order. */
function firstReceipts(records: readonly SyncedDocument[]): ReadonlyMap<DocumentId, SyncedDocument> {
  const first = new Map<DocumentId, SyncedDocument>();
  for (const record of records) {
    const { type, aboutId, values } = record;
    if (type !== handoverTypes[1] || aboutId === undefined || values['result'] !== 'accepted') continue;
    const before = first.get(aboutId);
    if (before === undefined || keyOf(record) < keyOf(before)) first.set(aboutId, record);
  }
  return first;
}

function handingOf(record: SyncedDocument, receipt: SyncedDocument | undefined): Dated {
  const handing = {
    ...{ handoverId: record.id, unitId: record.orgUnitId, isAccepted: receipt !== undefined },
    ...{ from: personIn(record.values['from']), to: personIn(record.values['to']) },
    on: receipt?.occurredOn ?? record.occurredOn,
  };
  return { handing, begun: keyOf(record), key: keyOf(receipt ?? record) };
}

/** Of each unit the newest that was taken over, and the newest begun after that one was. */
function present(all: readonly Dated[]): readonly Handing[] {
  const newestFirst = [...all].sort((a, b) => (a.key < b.key ? 1 : -1));
  const units = [...new Set(all.map(({ handing }) => handing.unitId))].sort();
  return units.flatMap((unitId) => {
    const own = newestFirst.filter(({ handing }) => handing.unitId === unitId);
    const passed = own.find(({ handing }) => handing.isAccepted);
    const waiting = own.find(({ handing }) => !handing.isAccepted);
    const isWaitingNews = waiting !== undefined && (passed === undefined || waiting.begun > passed.begun);
    return [passed, isWaitingNews ? waiting : undefined].flatMap((each) => each?.handing ?? []);
  });
}

function add(to: Map<DocumentId, Dated[]>, id: DocumentId, handing: Dated): void {
  to.set(id, [...(to.get(id) ?? []), handing]);
}

function keyOf({ occurredOn, createdAt, id }: SyncedDocument): string {
  return `${occurredOn} ${createdAt} ${id}`;
}

type Row = { readonly recordIds: readonly DocumentId[]; readonly personIds: readonly DocumentId[] };

function rowsOf({ values }: SyncedDocument): readonly Row[] {
  return [...itemsOf(values['openWork']), ...itemsOf(values['people'])].flatMap((row) => {
    if (!isJsonObject(row)) return [];
    const { id } = personIn(row['person']);
    return [
      {
        recordIds: typeof row['record'] === 'string' ? [row['record']] : [],
        personIds: id === undefined ? [] : [id],
      },
    ];
  });
}

function personIn(value: JsonValue | undefined): NamedPerson {
  if (!isJsonObject(value)) return { name: '' };
  const { id, name } = value;
  return { ...(typeof id === 'string' ? { id } : {}), name: typeof name === 'string' ? name : '' };
}
