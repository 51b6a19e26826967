// Three devices edit one record from whatever they last saw: what stands is valid, and no value that was typed is nowhere.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkEntry, refusing } from '../../shared/forms/check-entry.ts';
import { canonicalJson } from '../../shared/records/content-hash.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { signInDevice, type TestDevice } from '../support/server/test-device.ts';
import { gathering } from '../support/server/test-registry.ts';
import { startTestServer, type TestServer } from '../support/server/test-server.ts';
import { casesOf } from '../support/scale.ts';

const settings = casesOf(20261204);
let test: TestServer;
let devices: readonly TestDevice[];
beforeAll(async () => {
  test = await startTestServer();
  devices = [
    await signInDevice(test, 'huaguo', 'one'),
    await signInDevice(test, 'huaguo', 'two'),
    await signInDevice(test, 'huaguo-two', 'three'),
  ];
});
afterAll(() => test.close());

const fields = ['topic', 'place', 'attended', 'partyMembers'] as const;
/** Absent takes the field away. More party members than people, or no topic, is wrong; each half alone may be right. */
const change = fc.oneof(
  fc.tuple(fc.constant('topic'), fc.constantFrom('座谈', '走访', undefined)),
  fc.tuple(fc.constant('place'), fc.constantFrom('村委会', '祠堂', null, undefined)),
  fc.tuple(fc.constant('attended'), fc.constantFrom(5, 10, 20, undefined)),
  fc.tuple(fc.constant('partyMembers'), fc.constantFrom(3, 8, 15, undefined)),
);
const step = fc.record({
  device: fc.nat(2),
  changes: fc.array(change, { minLength: 1, maxLength: 3 }),
  isFresh: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const textOf = (value: unknown): string => (value === undefined ? 'absent' : canonicalJson(value));

async function play(steps: readonly Step[]): Promise<readonly string[]> {
  const [author] = devices;
  if (author === undefined) throw new Error('nobody is signed in');
  const begun = author.draft({ place: '村委会', attended: 10, partyMembers: 8 });
  await author.pushOne(begun);
  const stored = async (id = begun.id, from: 'records' | 'conflicts' = 'records') =>
    (await test.server.store.read((view) => view.documents.get(from, id)))?.document;
  const first = (await stored()) ?? begun;
  const seen = devices.map(() => first);
  const statuses: string[] = [];
  for (const { device: index, changes, isFresh } of steps) {
    const device = devices[index] ?? author;
    if (isFresh) seen[index] = (await stored()) ?? first;
    const base = seen[index] ?? first;
    const values = JSON.parse(JSON.stringify({ ...base.values, ...Object.fromEntries(changes) }));
    const edited = device.edit(base, { values });
    const verdict = await device.pushOne(edited, base);
    statuses.push(verdict.status);
    const master = (await stored()) ?? first;
    const faults = refusing(checkEntry(gathering, master, { today: '2026-10-20' }), master.values);
    expect([verdict.status, faults]).toEqual([verdict.status, []]);
    if (verdict.status === 'quarantined') continue;
    await checkNothingLost(edited, base, master);
    // As a device does: what was taken, or the master that came with the verdict.
    seen[index] = verdict.master ?? edited;
  }
  return statuses;
}

/** Each field that the edit changed stands there, or is told to both in a document of its own. */
async function checkNothingLost(
  edited: SyncedDocument,
  base: SyncedDocument,
  master: SyncedDocument,
): Promise<void> {
  const conflicts = await test.server.store.read((view) => view.documents.about('conflicts', edited.id));
  for (const field of fields) {
    const [mine, before, now] = [edited, base, master].map(({ values }) => textOf(values[field]));
    if (mine === before || mine === now) continue;
    const told = conflicts.some(
      ({ values }) => values['field'] === `values.${field}` && textOf(values['otherValue']) === mine,
    );
    expect([field, mine, now, told]).toEqual([field, mine, now, true]);
  }
}

describe('a merge on the server', () => {
  it('is valid or a conflict, and every value is in the record, in a conflict, or kept with its refusal', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
        for (const status of await play(steps)) seen.add(status);
      }),
      settings,
    );
    expect([...seen].sort()).toEqual(['accepted', 'conflict', 'merged', 'quarantined']);
  }, 900_000);
});
