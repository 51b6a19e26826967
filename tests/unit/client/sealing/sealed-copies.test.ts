// Copies of what is sealed, over a cache storage in memory: what outlives the store, what goes, and what a damaged or refusing cache does.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeSigningKey } from '../../../../client/sealing/seal-save.ts';
import { withCopies, type CopiedStore } from '../../../../client/sealing/sealed-copies.ts';
import type { StoredItem, StoredSigner } from '../../../../client/sealing/sealed-store.ts';
import { createMemoryCaches, type MemoryCaches } from '../../../support/sealed/memory-caches.ts';
import {
  createMemorySealedStore,
  type MemorySealedStore,
} from '../../../support/sealed/memory-sealed-store.ts';

let key: CryptoKey;
let sealed: MemorySealedStore;
let caches: MemoryCaches;
let store: CopiedStore;
beforeAll(async () => {
  key = (await makeSigningKey(crypto)).privateKey;
});
beforeEach(() => {
  [sealed, caches] = [createMemorySealedStore(), createMemoryCaches()];
  store = withCopies(sealed, caches);
});

const signer = (deviceId: string): StoredSigner => ({ deviceId, publicKey: 'p', privateKey: key });
function item(deviceId: string, id: string, seq: number, ciphertext = `sealed-${id}-${seq}`): StoredItem {
  const keys = { deviceKeyId: 'k'.repeat(22), sealingKeyId: 's'.repeat(22), ephemeralKey: 'e'.repeat(87) };
  const head = { deviceId, ...keys, iv: 'i', signature: 'g' };
  return { deviceId, id, seq, item: { ...head, ciphertext } };
}
const pathOf = (deviceId: string, id: string): string => `/banbiantian-sealed-copies/${deviceId}/${id}`;

describe('a copy', () => {
  it('survives the store, whole and in its newest state', async () => {
    await store.putSigner(signer('a'));
    await store.putItem(item('a', 'one', 1));
    await store.putItem(item('a', 'one', 2));
    await store.putItem(item('a', 'two', 3));
    expect(await store.lostDevices()).toEqual([]);
    sealed.lose();
    expect(await store.lostDevices()).toEqual(['a']);
    expect(await store.items('a')).toEqual([item('a', 'one', 2), item('a', 'two', 3)]);
  });

  it('goes when its save was received, and only that copy', async () => {
    await store.putSigner(signer('a'));
    await store.putItem(item('a', 'one', 2));
    await store.removeItem({ deviceId: 'a', id: 'one', seq: 1 });
    expect(caches.paths()).toContain(pathOf('a', 'one'));
    await store.removeItem({ deviceId: 'a', id: 'one', seq: 2 });
    expect(caches.paths()).toEqual([pathOf('a', 'device')]);
  });

  it('also goes once it was delivered without its store; then only the device is remembered, until a person knows', async () => {
    await store.putSigner(signer('a'));
    await store.putItem(item('a', 'one', 1));
    sealed.lose();
    await store.removeItem({ deviceId: 'a', id: 'one', seq: 1 });
    expect([await store.items('a'), await store.lostDevices()]).toEqual([[], ['a']]);
    await store.forgetLost('a');
    expect([await store.lostDevices(), caches.paths()]).toEqual([[], []]);
  });

  it('of a device that waits is still delivered after a person knows', async () => {
    await store.putSigner(signer('a'));
    await store.putItem(item('a', 'one', 1));
    sealed.lose();
    await store.forgetLost('a');
    expect([await store.lostDevices(), await store.items('a')]).toEqual([['a'], [item('a', 'one', 1)]]);
  });

  it('is not made of what is as large as a photo', async () => {
    await store.putSigner(signer('a'));
    await store.putItem(item('a', 'photo', 1, 'x'.repeat(300 * 1024)));
    expect(caches.paths()).toEqual([pathOf('a', 'device')]);
    expect(await store.items('a')).toHaveLength(1);
  });
});

describe('a damaged copy', () => {
  it.each([
    ['that is no JSON', '{"deviceId":"a","id":"on'],
    ['that says something else', '{"deviceId":"a"}'],
  ])('%s is skipped and told, holds up no other, and is kept', async (_name, text) => {
    await store.putSigner(signer('a'));
    await store.putItem(item('a', 'one', 1));
    await store.putItem(item('a', 'two', 2));
    caches.damage(pathOf('a', 'one'), text);
    sealed.lose();
    expect(await store.items('a')).toEqual([item('a', 'two', 2)]);
    expect(await store.damagedCopies('a')).toBe(1);
    await store.removeItem({ deviceId: 'a', id: 'two', seq: 2 });
    await store.forgetLost('a');
    // Told once: nobody is told the same at every start.
    expect(await store.lostDevices()).toEqual([]);
    expect(caches.paths()).toEqual([pathOf('a', 'one')]);
  });

  it('of a device that still has its store is made anew from there', async () => {
    await store.putSigner(signer('a'));
    await store.putItem(item('a', 'one', 1));
    caches.damage(pathOf('a', 'one'), 'x');
    expect([await store.items('a'), await store.damagedCopies('a')]).toEqual([[item('a', 'one', 1)], 0]);
    await store.reconcile('a');
    sealed.lose();
    expect(await store.items('a')).toEqual([item('a', 'one', 1)]);
  });

  it('goes when its save was received', async () => {
    await store.putSigner(signer('a'));
    await store.putItem(item('a', 'one', 1));
    caches.damage(pathOf('a', 'one'), 'x');
    await store.removeItem({ deviceId: 'a', id: 'one', seq: 1 });
    expect(caches.paths()).toEqual([pathOf('a', 'device')]);
  });
});

describe('a cache that refuses', () => {
  it('fails no save, and what it missed is made up for', async () => {
    caches.refuse = () => true;
    await store.putSigner(signer('a'));
    await store.putItem(item('a', 'one', 1));
    expect([sealed.everything().items.length, caches.paths()]).toEqual([1, []]);
    caches.refuse = () => false;
    await store.putSigner(signer('a'));
    await store.reconcile('a');
    expect(caches.paths()).toEqual([pathOf('a', 'device'), pathOf('a', 'one')]);
  });

  it('does not even open: the store stands alone', async () => {
    caches.open = () => Promise.reject(new DOMException('not now', 'SecurityError'));
    await store.putSigner(signer('a'));
    await store.putItem(item('a', 'one', 1));
    await store.removeItem({ deviceId: 'a', id: 'one', seq: 1 });
    expect([await store.items('a'), await store.lostDevices()]).toEqual([[], []]);
  });

  it('is not there at all: the store stands alone', async () => {
    store = withCopies(sealed, undefined);
    await store.putSigner(signer('a'));
    await store.putItem(item('a', 'one', 1));
    await store.reconcile('a');
    expect(await store.items('a')).toEqual([item('a', 'one', 1)]);
    expect([await store.lostDevices(), await store.damagedCopies('a')]).toEqual([[], 0]);
  });
});

describe('two accounts', () => {
  it('lie side by side, under one name too; what becomes of one is nothing to the other', async () => {
    for (const deviceId of ['a', 'b']) {
      await store.putSigner(signer(deviceId));
      await store.putItem(item(deviceId, 'one', 1, deviceId));
    }
    await store.removeItem({ deviceId: 'a', id: 'one', seq: 1 });
    await store.removeSigner('a');
    expect(caches.paths()).toEqual([pathOf('b', 'device'), pathOf('b', 'one')]);
    sealed.lose();
    await store.putSigner(signer('a'));
    expect([await store.lostDevices(), await store.items('b')]).toEqual([['b'], [item('b', 'one', 1, 'b')]]);
    expect(await store.items('a')).toEqual([]);
  });

  it('one that signed out is remembered by nobody', async () => {
    await store.putSigner(signer('a'));
    await store.putSigner({ ...signer('a'), isSignedOut: true });
    sealed.lose();
    expect([await store.lostDevices(), caches.paths()]).toEqual([[], []]);
  });
});

describe('a store that was lost alone', () => {
  it('has what waits again as soon as the device has a new key', async () => {
    await store.putSigner(signer('a'));
    await store.putItem(item('a', 'one', 1));
    sealed.lose();
    await store.putSigner(signer('a'));
    expect(sealed.everything().items).toEqual([item('a', 'one', 1)]);
    expect(await store.lostDevices()).toEqual([]);
    await store.reconcile('a');
    expect(caches.paths()).toEqual([pathOf('a', 'device'), pathOf('a', 'one')]);
  });

  it('loses no copy to a device that is full when it is brought back', async () => {
    await store.putSigner(signer('a'));
    await store.putItem(item('a', 'one', 1));
    sealed.lose();
    sealed.refuse = () => true;
    await expect(store.putSigner(signer('a'))).rejects.toThrow('full');
    expect([await store.lostDevices(), await store.items('a')]).toEqual([['a'], [item('a', 'one', 1)]]);
  });
});
