// Imports on the device: rows saved in bulk, batches that can be taken back as far as they are still the import's own.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createImportsRepository,
  type ImportBatch,
  type ImportsRepository,
} from '../../../../client/database/imports-repository.ts';
import type { EntryToSave } from '../../../../client/database/entry.ts';
import { writeDocument } from '../../../../client/database/synced-collection.ts';
import { leftTombstone } from '../../../../client/replication/left-tombstone.ts';
import { aDevice, type TestDevice } from '../../../support/device/device.ts';
import { aDocument } from '../../../support/device/documents.ts';
import { eventually } from '../../../support/device/eventually.ts';
import { createScriptedServer } from '../../../support/device/scripted-server.ts';

let device: TestDevice;
let imports: ImportsRepository;
let pushed: ReturnType<typeof createScriptedServer>['pushed'];
/** Happens between the look at a row that is taken back and its deletion. */
let meanwhile: () => Promise<unknown>;
let now = Date.parse('2026-10-18T20:30:00Z');

beforeEach(async () => {
  const server = createScriptedServer();
  pushed = server.pushed;
  device = await aDevice(server.api, { now: () => now });
  const { writer, settings } = device;
  const { records, people } = device.database.collections;
  const { save } = device.records;
  meanwhile = () => Promise.resolve();
  const next = async (): Promise<number> => {
    await meanwhile();
    return writer.editSequence.next();
  };
  imports = createImportsRepository({
    ...{ ...writer, editSequence: { ...writer.editSequence, next }, settings },
    collections: { records, people },
    save: { records: save, people: save },
  });
});
afterEach(() => device.close());

const batch: ImportBatch = {
  id: 'b1',
  kind: 'home-visit',
  collection: 'records',
  fileName: '台账.xlsx',
  at: '2026-10-18T20:30:00.000Z',
  count: 3,
  state: 'open',
};
const ids = ['i1', 'i2', 'i3'];
const row = (id: string): EntryToSave => ({
  id,
  type: 'home-visit',
  definitionVersion: 1,
  entry: {
    values: { note: id },
    occurredOn: '2026-03-05',
    photos: [],
    hostUnitId: '420303001202',
    partnerUnitIds: [],
  },
});
const importAll = async (): Promise<void> => {
  await imports.begin(batch, ids);
  await imports.saveRows(batch, ids.map(row));
};
const undo = () => imports.undo(batch, () => undefined);

const deletions = () =>
  pushed
    .flatMap(({ rows }) => rows)
    .filter(({ newDocumentState }) => JSON.stringify(newDocumentState).includes('"_deleted":true'));

describe('an import', () => {
  it('writes ordinary documents, each with its own edit, and is remembered', async () => {
    await importAll();
    const saved = await Promise.all(ids.map((id) => device.records.get(id)));
    expect(saved.map((document) => [document?.values['note'], document?.edit.seq, document?.rev])).toEqual([
      ...[
        ['i1', 1, 0],
        ['i2', 2, 0],
        ['i3', 3, 0],
      ],
    ]);
    expect(await imports.list()).toEqual([batch]);
  });

  it('goes out as ordinary pushes', async () => {
    await importAll();
    device.replication.start();
    for (const id of ids)
      await eventually(`${id} has a receipt`, () => device.receipts.get(id) !== undefined);
    expect(pushed.flatMap(({ rows }) => rows).length).toBe(3);
  });
});

describe('undo', () => {
  it('of rows without a receipt deletes them on the server too, which may have them all the same', async () => {
    await importAll();
    expect(await undo()).toEqual({ removed: 3, reviewed: 0, changed: 0, gone: 0 });
    expect(await Promise.all(ids.map((id) => device.records.get(id)))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect((await imports.list()).map(({ state }) => state)).toEqual(['undone']);
    device.replication.start();
    await eventually('the deletions are sent', () => deletions().length === 3);
    expect(pushed.flatMap(({ rows }) => rows).length).toBe(3);
  });

  it('of rows that the server has is a deletion there too', async () => {
    await importAll();
    device.replication.start();
    for (const id of ids)
      await eventually(`${id} has a receipt`, () => device.receipts.get(id) !== undefined);
    await undo();
    await eventually('the deletions are sent', () => deletions().length === 3);
  });

  it('leaves what is reviewed, changed since, or no longer here, and says how many', async () => {
    await importAll();
    const { records } = device.database.collections;
    await writeDocument(records, 'i1', (current) => ({
      ...(current ?? aDocument('i1')),
      reviewState: 'approved',
    }));
    now += 60_000;
    await device.records.save({ ...row('i2'), entry: { ...row('i2').entry, values: { note: 'corrected' } } });
    await imports.begin({ ...batch, count: 4 }, [...ids, 'never-saved']);
    expect(await undo()).toEqual({ removed: 1, reviewed: 1, changed: 1, gone: 1 });
    expect((await device.records.get('i2'))?.values).toEqual({ note: 'corrected' });
  });
});

describe('undo, while others write', () => {
  const once = (work: () => Promise<void>): (() => Promise<void>) => {
    let working: Promise<void> | undefined;
    return () => (working ??= work());
  };
  const approveFirst = async (): Promise<void> => {
    const { records } = device.database.collections;
    await writeDocument(records, 'i1', (current) => ({
      ...(current ?? aDocument('i1')),
      reviewState: 'approved',
    }));
  };

  it('leaves what is reviewed in that moment', async () => {
    await importAll();
    meanwhile = once(approveFirst);
    expect(await undo()).toEqual({ removed: 2, reviewed: 1, changed: 0, gone: 0 });
    expect((await device.records.get('i1'))?.reviewState).toBe('approved');
  });

  it('goes to its end where a row leaves the device in that moment', async () => {
    await importAll();
    const { records } = device.database.collections;
    meanwhile = once(async () => {
      await (await records.findOne('i1').exec())?.modify(() => leftTombstone('i1'));
    });
    expect(await undo()).toEqual({ removed: 2, reviewed: 0, changed: 0, gone: 1 });
  });
});

describe('mappings', () => {
  it('are remembered by kind and head, the newest counts', async () => {
    const mapping = { kind: 'home-visit', headers: '姓名|时间', columns: ['person', null], constants: {} };
    await imports.rememberMapping(mapping);
    await imports.rememberMapping({
      ...mapping,
      columns: ['person', 'occurredOn'],
      constants: { way: 'home' },
    });
    expect(await imports.mappingFor('home-visit', '姓名|时间')).toEqual({
      ...mapping,
      columns: ['person', 'occurredOn'],
      constants: { way: 'home' },
    });
    expect(await imports.mappingFor('meeting', '姓名|时间')).toBeUndefined();
  });
});
