// A conflict that nobody has settled stands where its record stands: also one from before a restore, and also when both change in one moment.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../server/random.ts';
import { createErasePerson } from '../../../server/retention/erase-person.ts';
import { createErasureList } from '../../../server/retention/erasure-list.ts';
import { createBlobStore } from '../../../server/store/blob-store.ts';
import type { Store } from '../../../server/store/store.ts';
import { createAcceptPush } from '../../../server/sync/accept-push.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { mutationIdOf } from '../../../shared/sync/mutation-id.ts';
import type { PushReply } from '../../../shared/sync/protocol.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';
import { throughOrWaiting } from '../../support/server/through-or-waiting.ts';

let test: TestServer;
let huaguo: TestDevice;
let township: TestDevice;
let caijia: TestDevice;
beforeEach(async () => {
  test = await startTestServer();
  huaguo = await signInDevice(test, 'huaguo');
  township = await signInDevice(test, 'township');
  caijia = await signInDevice(test, 'caijia');
});
afterEach(() => test.close());

const conflictsOn = async (device: TestDevice, id: string) =>
  (await device.query('conflicts', { where: { aboutId: id } })).documents;

async function cameBack(document: SyncedDocument) {
  const at = test.clock.now().toISOString();
  const brought = { account: 'huaguo', deviceId: 'x', epoch: 'e', at, isVouched: true, code: '' };
  return test.server.store.write((tx) =>
    tx.recovered.keep({ collection: 'conflicts', document, hash: 'a', ...brought }),
  );
}

describe('a conflict from before a restore', () => {
  const said = {
    serverBy: 'huaguo',
    otherBy: 'huaguo-two',
    otherDevice: 'y',
    at: '2026-10-19T08:00:00.000Z',
  };

  it('is taken in where its person lives now', async () => {
    const person = huaguo.draft({}, { type: 'villager', values: { name: '示例一' } });
    await huaguo.pushOne(person, undefined, 'people');
    const values = {
      ...said,
      collection: 'people',
      recordId: person.id,
      field: 'values.name',
      otherValue: '示例二',
    };
    const entry = await cameBack(huaguo.draft({}, { type: 'conflict', aboutId: person.id, values }));
    const [stood] = (await township.pull('people', `ids=${person.id}`)).documents;
    const { orgUnitId } = caijia.account;
    const moved = township.edit(person, { orgUnitId, hostUnitId: orgUnitId });
    expect(await township.pushOne(moved, stood, 'people')).toMatchObject({ status: 'accepted' });
    const by = await test.server.sessions.authenticate(township.session.accessToken, township.id);
    expect(await test.server.recovery.accept(entry, by, 'en')).toMatchObject({ kind: 'taken' });
    expect(await conflictsOn(huaguo, person.id)).toEqual([]);
    expect(await conflictsOn(caijia, person.id)).toMatchObject([{ orgUnitId, values }]);
  });
});

describe('a conflict that is written in the moment in which its record moves', () => {
  const server = () => ({ ...test.server, random: systemRandom });

  /** A push that tells when it has looked at the conflicts about its record, and then waits for the other as long as it can. */
  const pushBeside = (isLooking: () => void, other: () => Promise<unknown>) => {
    const write: Store['write'] = (work) =>
      test.server.store.write((tx) => {
        const about: typeof tx.documents.about = async (collection, id) => {
          const found = await tx.documents.about(collection, id);
          isLooking();
          await throughOrWaiting(other());
          return found;
        };
        return work({ ...tx, documents: { ...tx.documents, about } });
      });
    return createAcceptPush({ ...server(), store: { ...test.server.store, write } });
  };
  /** An erasure, and what happens when it has found who names her. */
  const eraseBeside = (id: string, found: () => Promise<unknown>) => {
    let asked = 0;
    const survey: Store['survey'] = async (work) => {
      const said = await test.server.store.survey(work);
      asked += 1;
      // The first question is who she is.
      if (asked === 2) await found();
      return said;
    };
    const list = createErasureList(test.dataDir);
    const files = createBlobStore(test.server.config.blobDir);
    const store = { ...test.server.store, survey };
    return createErasePerson({ ...server(), files, list, store }).erase(id, 'asked for it');
  };

  /** One record, in which two people wrote two names. */
  async function visitWithTwoNames() {
    const two = await signInDevice(test, 'huaguo-two');
    const named = async (name: string) => {
      const person = huaguo.draft({}, { type: 'villager', values: { name } });
      await huaguo.pushOne(person, undefined, 'people');
      return { id: person.id, name };
    };
    const other = await named('王示兰');
    const draft = huaguo.draft({ attended: 3 });
    await huaguo.pushOne(draft);
    const stands = two.edit(draft, { values: { ...draft.values, visited: await named('示例一') } });
    await two.pushOne(stands, draft);
    const mine = huaguo.edit(draft, { values: { ...draft.values, visited: other } });
    expect(await huaguo.pushOne(mine, draft)).toMatchObject({ status: 'conflict' });
    return { two, stands, other };
  }

  it('goes along, and the name that is taken out of it stays out', async () => {
    const { two, stands, other } = await visitWithTwoNames();
    const caller = await test.server.sessions.authenticate(two.session.accessToken, two.id);
    const next = two.edit(stands, { occurredOn: '2026-10-18' });
    const row = { mutationId: mutationIdOf(next), newDocumentState: next, assumedMasterState: stands };
    let isLooking: () => void = () => undefined;
    const looking = new Promise<void>((resolve) => {
      isLooking = resolve;
    });
    let pushing: Promise<PushReply> | undefined;
    const erasing: Promise<unknown> = eraseBeside(other.id, async () => {
      const acceptPush = pushBeside(isLooking, () => erasing);
      const request = { pushId: 'moves', rows: [row] };
      pushing = acceptPush({ caller, collection: 'records', request, locale: 'en' });
      await Promise.race([looking, pushing]);
    });
    await erasing;
    expect((await pushing)?.rows).toMatchObject([{ status: 'accepted' }]);
    const conflicts = await conflictsOn(huaguo, stands.id);
    expect(conflicts).toMatchObject([{ occurredOn: '2026-10-18' }]);
    expect(JSON.stringify(conflicts)).not.toContain(other.name);
  });
});
