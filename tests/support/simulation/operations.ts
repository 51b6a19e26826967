// What a person does on a device, through the doors that screens use; what was ticked goes into the book.
import type { EntryToSave } from '../../../client/database/entry.ts';
import type { Repositories } from '../../../client/database/repositories.ts';
import { firstValue } from '../../../client/database/watchable.ts';
import type { OpenSession } from '../../../client/session/device-session.ts';
import { maySettle } from '../../../shared/access/policy.ts';
import { readField } from '../../../shared/conflicts/conflict.ts';
import { createOrgTree } from '../../../shared/org/org-unit.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import type { Book, Mark } from './book.ts';
import { marksIn } from './book.ts';
import type { Chance } from './chance.ts';
import { unitsOf, villages } from './small-county.ts';

/** Somebody at a device whose app is open. */
export type AtDevice = {
  readonly open: OpenSession;
  readonly chance: Chance;
  readonly book: Book;
  readonly today: () => string;
  readonly newId: () => string;
  /** Version of the definitions that the app came with. */
  readonly app: 1 | 2;
  readonly isRecent: boolean;
};
export type Operation = (at: AtDevice) => Promise<void>;

type Fields = Readonly<Record<string, string>>;

/** New words for some fields: each has a mark of its own. */
function newWords(book: Book, fields: readonly string[]): Fields {
  return Object.fromEntries(fields.map((field) => [field, `${field} ${book.newMark()}`]));
}

function entryOf(document: SyncedDocument): EntryToSave['entry'] {
  const { values, occurredOn, photos, hostUnitId, partnerUnitIds, tags, audience } = document;
  return { values, occurredOn, photos, hostUnitId, partnerUnitIds, tags, audience };
}

/** Notes each new word before it is saved; what stands in its field then is written over. The answer ticks them all. */
function noteWords(
  { book, open }: AtDevice,
  collection: 'records' | 'people',
  documentId: string,
  words: Fields,
  before?: SyncedDocument,
): () => void {
  const marks: Mark[] = [];
  book.save(open.deviceId, documentId);
  for (const [field, text] of Object.entries(words)) {
    const over: readonly Mark[] = [...marksIn(JSON.stringify(before?.values[field] ?? ''))];
    for (const mark of marksIn(text)) {
      book.write({ mark, collection, documentId, device: open.deviceId, over });
      marks.push(mark);
    }
  }
  return () => {
    for (const mark of marks) book.tick(mark);
  };
}

/** A day of the last weeks by the phone's own calendar, sometimes years ago. */
function someDay({ chance, today, isRecent }: AtDevice): string {
  const days = chance.hits(isRecent ? 0 : 0.1) ? chance.between(300, 1_200) : chance.between(0, 20);
  return new Date(Date.parse(today()) - Math.floor(days) * 86_400_000).toISOString().slice(0, 10);
}

export const createRecord: Operation = async (at) => {
  const { open, chance, book } = at;
  const { orgUnitId } = open.account;
  const words = newWords(book, chance.hits(0.3) ? ['topic', 'place', 'result'] : ['topic']);
  const isForVillage = open.account.role === 'townshipOfficer' && chance.hits(0.4);
  const owner = isForVillage ? chance.pick(villages.slice(0, 2)) : orgUnitId;
  const partners = villages.filter((village) => village !== owner && chance.hits(0.15));
  const id = at.newId();
  const tick = noteWords(at, 'records', id, words);
  await open.repositories.records.save({
    ...{ id, type: 'gathering', definitionVersion: at.app },
    entry: {
      ...{ values: { ...words, attended: chance.below(30) }, occurredOn: someDay(at), photos: [] },
      ...{ hostUnitId: owner, partnerUnitIds: partners, tags: [] },
      ...(isForVillage ? { orgUnitId: owner, onBehalf: { isKnown: true } } : {}),
    },
  });
  tick();
};

async function someRecord(
  { open, chance }: AtDevice,
  isWanted: (record: SyncedDocument) => boolean = () => true,
) {
  const all = await firstValue(open.repositories.records.watchList());
  const wanted = all.filter(isWanted);
  return wanted.length === 0 ? undefined : chance.pick(wanted.slice(0, 12));
}

/** An edit of a form that was opened on a record: some of its fields, over whatever stands there when it is saved. */
async function editRecord(
  at: AtDevice,
  record: SyncedDocument,
  words: Fields,
  change: (now: SyncedDocument) => Partial<EntryToSave['entry']> = () => ({}),
): Promise<void> {
  let tick = (): void => undefined;
  const changed = (now: SyncedDocument): EntryToSave['entry'] => {
    const more = change(now);
    return { ...entryOf(now), ...more, values: { ...now.values, ...more.values, ...words } };
  };
  await at.open.repositories.records.save({
    ...{ id: record.id, type: record.type, definitionVersion: at.app },
    entry: changed(record),
    over: (now) => {
      tick = noteWords(at, 'records', record.id, words, now);
      return changed(now);
    },
  });
  tick();
}

export const editFields: Operation = async (at) => {
  const record = await someRecord(at);
  if (record === undefined) return;
  const known = at.app === 1 ? ['topic', 'place', 'result'] : ['topic', 'place', 'result', 'note'];
  const fields = known.filter(() => at.chance.hits(0.5));
  await editRecord(at, record, newWords(at.book, fields));
};

/** Counts whose halves can be wrong together, labels, the day, who took part. */
export const editRest: Operation = async (at) => {
  const { chance, book } = at;
  const record = await someRecord(at);
  if (record === undefined) return;
  const partner = chance.pick(villages);
  const day = someDay(at);
  await editRecord(at, record, newWords(book, ['result']), (now) =>
    chance.weighted<Partial<EntryToSave['entry']>>([
      [2, { values: { ...now.values, attended: chance.below(20) } }],
      [2, { values: { ...now.values, partyMembers: chance.below(20) } }],
      [1, { tags: [...now.tags, `tag-${chance.below(5)}`] }],
      [1, { partnerUnitIds: [...new Set([...now.partnerUnitIds, partner])] }],
      [1, { partnerUnitIds: [] }],
      [1, { occurredOn: day }],
    ]),
  );
};

/** What a township recorded for one village was the next village's. */
export const moveRecord: Operation = async (at) => {
  const record = await someRecord(at, ({ onBehalf }) => onBehalf !== undefined);
  if (record === undefined) return;
  const to = at.chance.pick(villages.slice(0, 2));
  await editRecord(at, record, newWords(at.book, ['place']), () => ({ orgUnitId: to, hostUnitId: to }));
};

/** An import of one row, which may be taken back later: its batch is named after it. */
export const importRow: Operation = async (at) => {
  const { open, book, chance } = at;
  const imports = await open.repositories.imports.load();
  const [id, batchId] = [at.newId(), at.newId()];
  const batch = {
    ...{ id: batchId, kind: 'gathering', collection: 'records' as const, fileName: id },
    ...{ at: at.today(), count: 1, state: 'open' as const },
  };
  const { orgUnitId } = open.account;
  const words = newWords(book, ['topic']);
  const tick = noteWords(at, 'records', id, words);
  await imports.begin(batch, [id]);
  await imports.saveRows(batch, [
    {
      ...{ id, type: 'gathering', definitionVersion: at.app },
      entry: {
        ...{ values: words, occurredOn: someDay(at), photos: [], hostUnitId: orgUnitId },
        partnerUnitIds: villages.filter((village) => village !== orgUnitId && chance.hits(0.1)),
      },
    },
  ]);
  tick();
};

export const undoImport: Operation = async ({ open, book, chance }) => {
  const { records } = open.repositories;
  const imports = await open.repositories.imports.load();
  const batches = (await imports.list()).filter(({ state }) => state === 'open');
  if (batches.length === 0) return;
  const batch = chance.pick(batches);
  const documentId = batch.fileName;
  const before = await records.get(documentId);
  const over = [...marksIn(JSON.stringify(before?.values ?? {}))];
  book.save(open.deviceId, documentId);
  const takeBack = book.delete({ collection: 'records', documentId, device: open.deviceId, over });
  const { removed } = await imports.undo(batch, () => undefined);
  if (removed === 0) takeBack();
};

/** Ticked by its id, which a decision carries wherever it goes. */
function tickDecision({ book, open }: AtDevice, documentId: string): void {
  book.write({ mark: documentId, collection: 'decisions', documentId, device: open.deviceId, over: [] });
  book.tick(documentId);
}

export const decide: Operation = async (at) => {
  const { open, chance } = at;
  const record = await someRecord(at, ({ createdBy }) => createdBy !== open.account.id);
  if (record === undefined) return;
  const action = chance.weighted([
    [4, 'approve' as const],
    [4, 'return' as const],
    [1, 'withdraw' as const],
    [1, 'void' as const],
  ]);
  const reason = `因为 ${at.newId()}`;
  const { decisions } = open.repositories;
  if (chance.hits(0.5)) tickDecision(at, (await decisions.decide(record, action, reason)).id);
  else {
    const ids = await decisions.decideHeld([{ record, action, reason }]);
    const undone = chance.hits(0.2) ? await decisions.undo(ids) : 0;
    if (undone === 0) for (const id of ids) tickDecision(at, id);
  }
};

/**
 * Says which of two values is right, where the person may write. The other one stands in the conflict for ever, as the first one does; what
 * was written over the first one since, and is chosen against, was seen.
 */
export const settleConflict: Operation = async (at) => {
  const { open, chance, book } = at;
  const conflicts = await open.repositories.conflicts.load();
  const tree = createOrgTree(unitsOf());
  const mine = (await firstValue(conflicts.watchOpen())).filter(({ said, concerned }) =>
    maySettle(open.account, said.collection, concerned, tree),
  );
  if (mine.length === 0) return createRecord(at);
  const conflict = chance.pick(mine);
  const choice = chance.pick(['stands', 'other'] as const);
  const { said, concerned } = conflict;
  const seen = [...marksIn(JSON.stringify(readField(concerned, said.field) ?? ''))];
  const { id } = await conflicts.settle(conflict, choice);
  const about = { documentId: concerned.id, device: open.deviceId };
  const over = choice === 'other' ? seen : [];
  book.write({ mark: id, collection: 'decisions', ...about, over });
  book.tick(id);
};

export const delegate: Operation = async (at) => {
  const { delegations } = at.open.repositories;
  const day = at.today();
  const given = await delegations.give('county', day, day);
  tickDecision(at, given.id);
  if (at.chance.hits(0.5)) tickDecision(at, (await delegations.end({ id: given.id, account: 'county' })).id);
};

export const savePerson: Operation = async (at) => {
  const { open, book } = at;
  const { orgUnitId } = open.account;
  const words = newWords(book, ['name', 'remark']);
  const unitId = open.account.role === 'villageCadre' ? orgUnitId : at.chance.pick(villages.slice(0, 2));
  const id = at.newId();
  const tick = noteWords(at, 'people', id, words);
  await open.repositories.people.save({
    ...{ id, type: 'villager', definitionVersion: 1 },
    entry: {
      ...{ values: words, occurredOn: someDay(at), photos: [], orgUnitId: unitId },
      ...{ hostUnitId: unitId, partnerUnitIds: [] },
    },
  });
  tick();
};

async function somePerson({ chance }: AtDevice, { imports }: Repositories) {
  const held = await (await imports.load()).held('people', 'villager');
  return held.length === 0 ? undefined : chance.pick(held);
}

/** A change of a word, or a move to another village. */
export const changePerson: Operation = async (at) => {
  const { chance, book, open } = at;
  const { people } = open.repositories;
  const person = await somePerson(at, open.repositories);
  if (person === undefined) return;
  const words = newWords(book, [chance.pick(['name', 'remark'])]);
  const to = chance.hits(0.3) ? chance.pick(villages.slice(0, 2)) : undefined;
  let tick = (): void => undefined;
  await people.change(person.id, (now) => {
    tick = noteWords(at, 'people', person.id, words, now);
    return {
      values: { ...now.values, ...words },
      orgUnitId: to ?? now.orgUnitId,
      hostUnitId: to ?? now.hostUnitId,
    };
  });
  tick();
};
