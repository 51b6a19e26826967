// Drafts: durable at each field, one record id for ever, found again.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createClock } from '../../../../client/database/clock.ts';
import {
  createDraftsRepository,
  type DraftsRepository,
} from '../../../../client/database/drafts-repository.ts';
import type { LocalDatabase } from '../../../../client/database/open-database.ts';
import { firstValue } from '../../../../client/database/watchable.ts';
import { aLocalDatabase } from '../../../support/device/local-database.ts';

let local: LocalDatabase;
let drafts: DraftsRepository;
let now = 0;
beforeEach(async () => {
  local = await aLocalDatabase();
  now = 0;
  drafts = createDraftsRepository(local.drafts, {
    clock: createClock(() => (now += 1000)),
    newId: randomUUID,
  });
});
afterEach(() => local.close());

const entry = {
  values: { served: 51 },
  occurredOn: '2026-10-18',
  photos: [],
  hostUnitId: '420303001202',
  partnerUnitIds: [],
};

/** As a form has it: its ids, and what it saves. */
const aDraft = (type: string, content = entry) => {
  const { draftId, recordId } = drafts.newIds();
  return { id: draftId, recordId, content: { type, definitionVersion: 1, recordId, entry: content } };
};

it('keeps each save under one record id and its first date', async () => {
  const draft = aDraft('condolence-visit');
  await drafts.saveDraft(draft.id, draft.content);
  const first = await drafts.get(draft.id);
  await drafts.saveDraft(draft.id, { ...draft.content, entry: { ...entry, values: { served: 52 } } });
  expect(await drafts.get(draft.id)).toMatchObject({
    recordId: draft.recordId,
    createdAt: first?.createdAt,
    entry: { values: { served: 52 } },
  });
  expect((await drafts.forRecord(draft.recordId))?.id).toBe(draft.id);
});

it('lists the newest first, and is empty after the record was saved', async () => {
  const [a, b] = [aDraft('meeting'), aDraft('honour')];
  await drafts.saveDraft(a.id, a.content);
  await drafts.saveDraft(b.id, b.content);
  expect((await firstValue(drafts.watchList())).map(({ type }) => type)).toEqual(['honour', 'meeting']);
  await drafts.remove(a.id);
  await drafts.remove(a.id);
  expect((await firstValue(drafts.watchList(), (list) => list.length === 1)).map(({ id }) => id)).toEqual([
    b.id,
  ]);
});

it('finds what was left of a correction by what was refused, not by a record', async () => {
  const draft = aDraft('meeting');
  const refusedId = 'village/device:record:7';
  await drafts.saveDraft(draft.id, { ...draft.content, refusedId });
  expect((await drafts.forRefused(refusedId))?.id).toBe(draft.id);
  expect(await drafts.forRefused('village/device:record:8')).toBeUndefined();
});

it('a draft that was thrown away can be saved again', async () => {
  const draft = aDraft('meeting');
  await drafts.saveDraft(draft.id, draft.content);
  await drafts.remove(draft.id);
  await drafts.saveDraft(draft.id, draft.content);
  expect((await drafts.get(draft.id))?.entry).toEqual(entry);
});

it('does not share the form’s object', async () => {
  const values = { served: 51 };
  const draft = aDraft('meeting', { ...entry, values });
  await drafts.saveDraft(draft.id, draft.content);
  values.served = 0;
  expect((await drafts.get(draft.id))?.entry.values).toEqual({ served: 51 });
});
