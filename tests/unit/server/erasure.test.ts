// A person who asks for it is erased in place, and stays so, whatever devices bring and whatever copy comes back.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eraseCommands } from '../../../server/operations/admin-erase.ts';
import { createErasureList } from '../../../server/retention/erasure-list.ts';
import { createBlobStore } from '../../../server/store/blob-store.ts';
import { verifyStore } from '../../../server/store/backup/verify-store.ts';
import { createPhotos } from '../../../server/sync/accept-photo.ts';
import { withHash } from '../../../server/store/stored-document.ts';
import { contentHash } from '../../../shared/records/content-hash.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { settlementOn, signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';
import { throughOrWaiting } from '../../support/server/through-or-waiting.ts';

let test: TestServer;
let huaguo: TestDevice;
let township: TestDevice;
beforeEach(async () => {
  test = await startTestServer();
  [huaguo, township] = [await signInDevice(test, 'huaguo'), await signInDevice(test, 'township')];
});
afterEach(() => test.close());

const canary = '王示兰';
const photo = (name: string) => createHash('sha256').update(name).digest('hex');

function aPerson(photos: readonly string[] = []): SyncedDocument {
  const listed = photos.map((sha256) => ({ sha256, mime: 'image/jpeg', bytes: 5, caption: '' }));
  return huaguo.draft({}, { type: 'villager', values: { name: canary }, photos: listed });
}
const visitOf = (person: SyncedDocument, by = huaguo): SyncedDocument =>
  by.draft({ visited: { id: person.id, name: canary }, rows: [{ who: { id: person.id, name: canary } }] });

async function registered(photos: readonly string[] = []): Promise<SyncedDocument> {
  const person = aPerson(photos);
  expect(await huaguo.pushOne(person, undefined, 'people')).toMatchObject({ status: 'accepted' });
  return person;
}
const erase = (id: string) => test.server.erasing.erase(id, 'asked for it');
const get = (collection: 'people' | 'records' | 'conflicts' | 'decisions', id: string) =>
  test.server.store.read(async (view) => (await view.documents.get(collection, id))?.document);

/** Everything that the database says anywhere of this name. */
async function whereItSays(name: string): Promise<readonly string[]> {
  return test.server.store.read(async (view) => {
    const found: string[] = [];
    const note = (place: string, value: unknown): void => {
      if (JSON.stringify(value).includes(name)) found.push(place);
    };
    for (const collection of ['people', 'records', 'conflicts', 'decisions'] as const)
      for (const document of await view.documents.all(collection)) {
        note(collection, document);
        note(`history of ${collection}`, await view.documents.revisionsFrom(collection, document.id, 1));
      }
    note('quarantine', await view.receipts.quarantined(true));
    note('recovered', await view.recovered.open());
    note('audit', await view.audit.list('', ''));
    const keys = ['up:4203'] as const;
    note('search', await view.people.search({ keys, text: name, size: 9 }));
    return found;
  });
}

describe('a person who is erased', () => {
  it('is gone from her document, its history, quarantine, recovered rows, conflicts, and from where she is named', async () => {
    const person = await registered();
    const edited = huaguo.edit(person, { values: { name: canary, nick: `${canary}的别名` } });
    await huaguo.pushOne(edited, person, 'people');
    // Both edited the same field of what they had: a conflict.
    await township.pushOne(
      township.edit(person, { values: { name: canary, nick: `${canary}另名` } }),
      person,
      'people',
    );
    const [conflict] = (await huaguo.pull('conflicts')).documents;
    const settlement = settlementOn(huaguo, conflict, edited, 'stands');
    expect(await huaguo.pushOne(settlement, undefined, 'decisions')).toMatchObject({ status: 'accepted' });
    const visit = visitOf(person);
    await huaguo.pushOne(visit);
    await huaguo.pushOne(huaguo.edit(visit, { values: { ...visit.values, place: '家' } }), visit);
    await huaguo.pushOne({ ...visitOf(person), type: 'no-such-kind' });
    await huaguo.pushOne({ ...aPerson(), id: person.id, type: 'no-such-kind' }, undefined, 'people');
    await test.server.store.write(async (tx) => {
      const at = test.clock.now().toISOString();
      const brought = { account: 'huaguo', deviceId: 'x', epoch: 'e', at, isVouched: false, code: '' };
      await tx.recovered.keep({ collection: 'people', document: edited, hash: 'a', ...brought });
      await tx.recovered.keep({ collection: 'records', document: visitOf(person), hash: 'b', ...brought });
    });
    expect(await whereItSays(canary)).toEqual(
      expect.arrayContaining(['people', 'records', 'conflicts', 'quarantine', 'recovered', 'search']),
    );
    expect(await erase(person.id)).toMatchObject({ named: 1, saying: [] });
    expect(await whereItSays(canary)).toEqual([]);
    expect(await get('people', person.id)).toMatchObject({ _deleted: true, values: {} });
    expect(await get('decisions', settlement.id)).toMatchObject({ _deleted: true, values: {} });
    expect(await get('records', visit.id)).toMatchObject({
      values: { visited: { id: person.id, name: '（已删除）' }, place: '家' },
      reviewState: 'submitted',
    });
    const { problems } = await verifyStore(test.server.store, { sizeOf: () => Promise.resolve(undefined) });
    expect(problems).toEqual([]);
  });

  it('reaches every device as deleted, and the records that named her without her name', async () => {
    const person = await registered();
    const visit = visitOf(person);
    await huaguo.pushOne(visit);
    const [people, records] = [await township.pull('people'), await township.pull('records')];
    await erase(person.id);
    const told = await township.pull('people', `since=${people.checkpoint.since}`);
    expect(told.documents.map(({ id, _deleted, values }) => [id, _deleted, values])).toEqual([
      [person.id, true, {}],
    ]);
    const renamed = await township.pull('records', `since=${records.checkpoint.since}`);
    expect(JSON.stringify(renamed.documents)).toContain('（已删除）');
    expect(JSON.stringify([told, renamed])).not.toContain(canary);
  });

  it('loses the photos that only she has', async () => {
    const files = createBlobStore(test.server.config.blobDir);
    const [own, shared] = [photo('own'), photo('shared')];
    const listed = { mime: 'image/jpeg', bytes: 5, caption: '' };
    for (const sha256 of [own, shared]) {
      await files.putDerivative(sha256, Buffer.from('bytes'));
      await test.server.store.write(async (tx) => {
        await tx.blobs.announce({ sha256, account: 'huaguo', bytes: 5, mime: 'image/jpeg' }, '');
        await tx.blobs.finish(sha256, 'huaguo', { bytes: 5, mime: 'image/jpeg', derivativeBytes: 5 }, '');
      });
    }
    const person = await registered([own, shared]);
    await huaguo.pushOne(huaguo.draft({}, { photos: [{ sha256: shared, ...listed }] }));
    expect(await erase(person.id)).toMatchObject({ photos: 1 });
    expect([await files.sizeOf(own), await files.sizeOf(shared)]).toEqual([undefined, 5]);
    const finished = await test.server.store.read((view) => view.blobs.finished());
    expect(finished.map(({ sha256 }) => sha256)).toEqual([shared]);
  });

  it('stays erased whatever a device still sends of her, and nothing of it is kept', async () => {
    const person = await registered();
    await erase(person.id);
    const late = huaguo.edit(person, { values: { name: canary } });
    expect(await huaguo.pushOne(late, person, 'people')).toMatchObject({
      status: 'merged',
      master: { _deleted: true, values: {} },
    });
    const bad = { ...huaguo.edit(person, {}), type: 'no-such-kind' };
    expect(await huaguo.pushOne(bad, person, 'people')).toMatchObject({ status: 'merged' });
    const visit = visitOf(person);
    const verdict = await huaguo.pushOne(visit);
    expect(verdict).toMatchObject({ status: 'merged', rev: 1 });
    expect(verdict.master?.values).toMatchObject({ visited: { id: person.id, name: '（已删除）' } });
    expect(await huaguo.pushOne(visit)).toMatchObject({ status: 'merged', rev: 1 });
    // What began from a version with her name is an edit of it all the same.
    const next = huaguo.edit(visit, { values: { ...visit.values, place: '家' } });
    expect(await huaguo.pushOne(next, verdict.master)).toMatchObject({ status: 'merged', rev: 2 });
    await huaguo.pushOne({ ...visitOf(person), type: 'no-such-kind' });
    expect(await whereItSays(canary)).toEqual([]);
    const stranger = await signInDevice(test, 'other-county');
    expect(await stranger.pushOne(stranger.edit(person, {}), person, 'people')).toMatchObject({
      status: 'quarantined',
      code: 'recordOutsideScope',
    });
    expect(await whereItSays(canary)).toEqual([]);
  });

  it('stays erased when devices bring her back after a restore', async () => {
    const person = await registered();
    await erase(person.id);
    const held = { ...person, rev: 1 };
    const offer = await huaguo.postJson('/api/recovery/people/offer', {
      documents: [{ id: person.id, hash: contentHash(held), seq: 1 }],
    });
    expect(await offer.json()).toEqual({ wanted: [] });
    for (const device of [huaguo, township]) {
      const rows = [{ document: held, base: '' }];
      const brought = await device.postJson('/api/recovery/people/bring', { epoch: 'e', rows });
      expect(await brought.json()).toEqual({ results: [{ id: person.id, outcome: 'taken' }] });
      const visits = [{ document: visitOf(person, device), base: '' }];
      await device.postJson('/api/recovery/records/bring', { epoch: 'e', rows: visits });
    }
    expect(await whereItSays(canary)).toEqual([]);
  });

  it('is erased again in an older copy, also one that never had her, from the file beside it', async () => {
    const [person, unknown] = [await registered(), aPerson()];
    const at = test.clock.now().toISOString();
    // The database is of before; the file is not.
    await createErasureList(test.dataDir).append([
      { id: person.id, at },
      { id: unknown.id, at },
    ]);
    expect(await test.server.erasing.eraseAgain()).toBe(2);
    expect(await test.server.erasing.eraseAgain()).toBe(0);
    expect(await get('people', person.id)).toMatchObject({ _deleted: true, values: {} });
    expect(await huaguo.pushOne(unknown, undefined, 'people')).toMatchObject({
      status: 'merged',
      master: { _deleted: true, values: {} },
    });
    expect(await whereItSays(canary)).toEqual([]);
  });

  it('is in the audit by her id and the reason; the tombstone outlives the purge', async () => {
    const person = await registered();
    await erase(person.id);
    const rows = await test.server.store.read((view) => view.audit.list('', ''));
    expect(rows.map(({ act, subject, reason }) => [act, subject, reason])).toEqual([
      ['erase', person.id, 'asked for it'],
    ]);
    test.clock.advance(401 * 86_400);
    const later = await signInDevice(test, 'caijia');
    await later.pushOne(later.draft({}));
    await test.server.purge('later');
    expect((await get('people', person.id))?._deleted).toBe(true);
  });
});

describe('the command', () => {
  const run = (...args: string[]) => eraseCommands[0]?.run(test.server, args);

  it('says what went, where her name may stand in text, and what it does not reach', async () => {
    const person = await registered();
    await huaguo.pushOne(visitOf(person));
    const told = huaguo.draft({ topic: `探望${canary}` });
    await huaguo.pushOne(told);
    const said = await run(person.id, '--reason', '本人申请');
    expect(said).toContain('0 photos went, her name was taken out of 1 documents');
    expect(said).toContain(`records/${told.id}`);
    expect(said).toContain('backups');
    expect(said).not.toContain(canary);
  });

  it('wants an id that is there and a reason', async () => {
    const person = await registered();
    await expect(run(person.id)).rejects.toThrow('Usage: erase person');
    await expect(run('nobody', '--reason', 'x')).rejects.toThrow('There is no person nobody.');
    expect((await get('people', person.id))?._deleted).toBe(false);
  });
});

describe('a person who is erased while something of her is on its way', () => {
  /** What a push does, with the erasure beside it in the middle. */
  async function besideErasure(
    held: { readonly collection: 'people' | 'records'; readonly id: string },
    id: string,
    write: { readonly collection: 'conflicts' | 'records'; readonly document: SyncedDocument },
  ): Promise<void> {
    let erasing: Promise<unknown> | undefined;
    await test.server.store.write(async (tx) => {
      await tx.hold([held]);
      expect((await tx.erasures.ids()).has(id)).toBe(false);
      erasing ??= erase(id);
      await throughOrWaiting(erasing);
      const { collection, document } = write;
      const at = test.clock.now().toISOString();
      await tx.documents.put(collection, withHash({ ...document, rev: 1 }), {
        ...{ account: 'huaguo', deviceId: huaguo.id, seq: document.edit.seq, at },
      });
      await tx.feed.publish([{ collection, id: document.id, keys: ['up:420303001202'] }], 'stamp', at);
    });
    await erasing;
  }

  it('is gone from a conflict that is written meanwhile', async () => {
    const person = await registered();
    const values = { collection: 'people', recordId: person.id, field: 'values.nick', otherValue: canary };
    const document = huaguo.draft(values, { type: 'conflict', aboutId: person.id });
    const held = { collection: 'people', id: person.id } as const;
    await besideErasure(held, person.id, { collection: 'conflicts', document });
    expect(await whereItSays(canary)).toEqual([]);
  });

  it('is named by no record that is written meanwhile', async () => {
    const person = await registered();
    const document = visitOf(person);
    const held = { collection: 'records', id: document.id } as const;
    await besideErasure(held, person.id, { collection: 'records', document });
    expect(await whereItSays(canary)).toEqual([]);
  });

  it('is kept in nothing that a device brings meanwhile', async () => {
    const person = await registered();
    const others = Array.from({ length: 99 }, () => huaguo.draft({ attended: 1 }));
    const bringing = township.postJson('/api/recovery/records/bring', {
      epoch: township.session.epoch,
      rows: [...others, visitOf(person)].map((document) => ({ document, base: '' })),
    });
    await vi.waitFor(async () => {
      const kept = await test.server.store.read((view) => view.recovered.waiting());
      expect(kept.length).toBeGreaterThan(0);
    });
    await erase(person.id);
    expect((await bringing).status).toBe(200);
    expect(await whereItSays(canary)).toEqual([]);
  });

  it('is in no conflict from before a restore that somebody accepts meanwhile', async () => {
    const person = await registered();
    const values = { collection: 'people', recordId: person.id, field: 'values.nick', otherValue: canary };
    const document = huaguo.draft(values, { type: 'conflict', aboutId: person.id });
    const at = test.clock.now().toISOString();
    const brought = { account: 'huaguo', deviceId: 'x', epoch: 'e', at, isVouched: true, code: '' };
    const entry = await test.server.store.write((tx) =>
      tx.recovered.keep({ collection: 'conflicts', document, hash: 'a', ...brought }),
    );
    await erase(person.id);
    const by = await test.server.sessions.authenticate(township.session.accessToken, township.id);
    await test.server.recovery.accept(entry, by, 'en');
    expect(await whereItSays(canary)).toEqual([]);
  });

  it('leaves no photo that is being made ready meanwhile', async () => {
    const bytes = Buffer.from('a photo');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const person = await registered([sha256]);
    const caller = await test.server.sessions.authenticate(huaguo.session.accessToken, huaguo.id);
    const files = createBlobStore(join(test.dataDir, 'blobs'));
    const photos = createPhotos({
      ...{ store: test.server.store, clock: test.clock, files },
      makeDerivative: async (original) => {
        await erase(person.id);
        return { bytes: original, mime: 'image/jpeg' };
      },
    });
    await photos.announce(caller, { sha256, bytes: bytes.byteLength, mime: 'image/jpeg' });
    await photos.putChunk(caller, sha256, 0, bytes);
    await expect(photos.commit(caller, sha256)).rejects.toMatchObject({ code: 'notFound' });
    expect(await test.server.store.read((view) => view.blobs.finished())).toEqual([]);
    expect(await files.sizeOf(sha256)).toBeUndefined();
  });
});
