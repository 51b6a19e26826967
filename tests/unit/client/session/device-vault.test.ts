// Keys of a device: wrapped by the password with real Argon2id, re-opened for 15 minutes, guesses slowed down.
import { argon2id } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../../../client/database/clock.ts';
import type { DeriveKey } from '../../../../client/session/derive-key.ts';
import { createDeviceVault, delayAfter } from '../../../../client/session/device-vault.ts';
import { createTestTimers } from '../../../support/device/timers.ts';
import { createMemoryKeyStore } from '../../../support/memory-key-store.ts';

const minute = 60_000;
const slot = { deviceId: 'device-a', account: 'huaguo' };
const other = { deviceId: 'device-b', account: 'caijia' };
const password = 'correct horse';

/** The real derivation with the vault's own parameters, in this process instead of a worker. */
const deriveKey: DeriveKey = async ({ password: words, salt, memoryKiB, iterations }) =>
  new Uint8Array(
    await argon2id({
      password: words,
      salt,
      memorySize: memoryKiB,
      iterations,
      parallelism: 1,
      hashLength: 32,
      outputType: 'binary',
    }),
  );

function aVault() {
  const timers = createTestTimers();
  const store = createMemoryKeyStore();
  const erased: string[] = [];
  let shift = 0;
  const clock = createClock(() => 1_700_000_000_000 + timers.now() + shift);
  const open = () =>
    createDeviceVault({
      ...{ store, crypto, deriveKey, clock, timers },
      eraseStorage: async ({ deviceId }) => void erased.push(deviceId),
    });
  return { timers, store, erased, open, setClock: (milliseconds: number) => (shift = milliseconds) };
}

/** What one key seals only the same key opens. */
async function isSameKey(a: CryptoKey | undefined, b: CryptoKey | undefined): Promise<boolean> {
  if (a === undefined || b === undefined) return false;
  const iv = new Uint8Array(12);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, a, new Uint8Array([1, 2, 3]));
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv }, b, sealed).then(
    () => true,
    () => false,
  );
}

describe('the password', () => {
  it('gives the same key back, and no other password does', async () => {
    const { open, store } = aVault();
    const vault = open();
    const key = await vault.create(slot, password);
    expect(await isSameKey(key, await vault.unlock(slot, password))).toBe(true);
    expect(await vault.unlock(slot, 'wrong horse')).toBeUndefined();
    expect(key?.extractable).toBe(false);
    const [stored] = await store.slots();
    expect(stored).toMatchObject({ memoryKiB: 65_536, iterations: 3 });
    expect(JSON.stringify(stored)).not.toContain(password);
  });

  it('is changed: the same key opens with the new one, no longer with the old one', async () => {
    const { open } = aVault();
    const vault = open();
    const key = await vault.create(slot, password);
    expect(await vault.rewrap(slot, 'wrong horse', 'new horse')).toBe(false);
    expect(await isSameKey(key, await vault.unlock(slot, password))).toBe(true);
    expect(await vault.rewrap(slot, password, 'new horse')).toBe(true);
    expect(await isSameKey(key, await vault.unlock(slot, 'new horse'))).toBe(true);
    expect(await vault.unlock(slot, password)).toBeUndefined();
    expect(await vault.rewrap(other, password, 'new horse')).toBe(false);
  });

  it('of one account opens no other account, even with its wrapped key put in the other place', async () => {
    const { open, store } = aVault();
    const vault = open();
    await vault.create(slot, password);
    const [stored] = await store.slots();
    if (stored === undefined) throw new Error('nothing was stored');
    await store.putSlot({ ...stored, ...other });
    expect(await vault.unlock(other, password)).toBeUndefined();
  });

  it('wrong again and again makes each try wait longer, also after a reload; the right one ends that', async () => {
    const { open, store, timers } = aVault();
    const key = await open().create(slot, password);
    const [stored] = await store.slots();
    if (stored === undefined) throw new Error('nothing was stored');
    await store.putSlot({ ...stored, triesInARow: 5 });
    let opened: CryptoKey | undefined;
    const trying = open()
      .unlock(slot, password)
      .then((found) => (opened = found));
    await timers.advance(delayAfter(5) - 1);
    expect(opened).toBeUndefined();
    await timers.advance(1);
    await trying;
    expect(await isSameKey(key, opened)).toBe(true);
    expect((await store.slots())[0]?.triesInARow).toBe(0);
  });

  it('waits grow from nothing to a minute and no further', () => {
    expect([0, 2, 3, 4, 5, 9, 50].map(delayAfter)).toEqual([0, 0, 1000, 2000, 4000, 60_000, 60_000]);
  });
});

describe('quick re-opening', () => {
  it('asks for nothing until 15 minutes after the page went, however long it was open', async () => {
    const { open, store, timers } = aVault();
    const key = await open().create(slot, password);
    await timers.advance(60 * minute);
    const quick = await store.quickKey(slot.deviceId);
    if (quick === undefined) throw new Error('the quick key was not kept alive');
    expect(await isSameKey(key, await open().quickUnlock(slot))).toBe(true);
  });

  it('ends after 15 minutes without the page', async () => {
    const { open, store, timers, setClock } = aVault();
    await open().create(slot, password);
    setClock(15 * minute + 1);
    expect(await open().quickUnlock(slot)).toBeUndefined();
    expect(await store.quickKey(slot.deviceId)).toBeUndefined();
    setClock(0);
    await timers.advance(0);
  });

  it('is not given by a clock that was set back', async () => {
    const { open, setClock } = aVault();
    await open().create(slot, password);
    setClock(-2 * minute);
    expect(await open().quickUnlock(slot)).toBeUndefined();
  });

  it('ends when the person locks, and when another account opens', async () => {
    const { open } = aVault();
    const vault = open();
    await vault.create(slot, password);
    await vault.forgetQuickKey(slot);
    expect(await vault.quickUnlock(slot)).toBeUndefined();
    await vault.unlock(slot, password);
    await vault.create(other, password);
    expect(await vault.quickUnlock(slot)).toBeUndefined();
  });
});

it('names the account used last first, and forgets a removed one with all it kept', async () => {
  const { open, erased, timers } = aVault();
  const vault = open();
  await vault.create(slot, password);
  await timers.advance(minute);
  await vault.create(other, password);
  expect(await vault.slots()).toEqual([other, slot]);
  await vault.remove(other);
  expect(await vault.slots()).toEqual([slot]);
  expect(erased).toEqual([other.deviceId]);
});

it('an account has one place, also where two windows make it at once', async () => {
  const { open, store } = aVault();
  const made = await Promise.all([
    open().create(slot, password),
    open().create({ ...slot, deviceId: 'device-c' }, password),
  ]);
  expect(made.filter((key) => key !== undefined)).toHaveLength(1);
  expect(await open().slots()).toHaveLength(1);
  const [place = slot] = await open().slots();
  await open().setAside(place);
  expect(await open().create({ ...slot, deviceId: 'device-d' }, password)).toBeDefined();
  expect(await store.slots()).toHaveLength(2);
});
