// Ten seconds to undo: durable at once, sent when they are over, also after a reload; taken back, never sent.
import { afterEach, expect, it } from 'vitest';
import {
  createHeldDecisions,
  holdMs,
  type HeldDecisions,
} from '../../../../client/database/held-decisions.ts';
import { firstValue } from '../../../../client/database/watchable.ts';
import { aDevice, type TestDevice } from '../../../support/device/device.ts';
import { aDocument } from '../../../support/device/documents.ts';
import { eventually } from '../../../support/device/eventually.ts';
import { createScriptedServer } from '../../../support/device/scripted-server.ts';
import { createTestTimers, type TestTimers } from '../../../support/device/timers.ts';

const devices: TestDevice[] = [];
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close();
});
const open = async (...parameters: Parameters<typeof aDevice>): Promise<TestDevice> => {
  const device = await aDevice(...parameters);
  devices.push(device);
  return device;
};
const start = Date.parse('2026-10-19T01:00:00Z');
const record = (id: string) => aDocument(id, { rev: 1, reviewState: 'submitted' });

async function aReviewer() {
  const timers = createTestTimers();
  const device = await open(createScriptedServer().api, { timers, now: () => start + timers.now() });
  const sent = async () =>
    (await device.database.collections.decisions.find().exec()).map(({ aboutId }) => aboutId);
  return { timers, device, sent };
}

it('a held decision is seen at once and is among what is sent only when its time is over', async () => {
  const { device, timers, sent } = await aReviewer();
  await device.decisions.decideHeld([{ record: record('r1'), action: 'approve' }]);
  expect((await firstValue(device.decisions.watchFor('r1'))).map(({ values }) => values['action'])).toEqual([
    'approve',
  ]);
  await timers.advance(holdMs - 1);
  expect(await sent()).toEqual([]);
  await timers.advance(1);
  await eventually('it is sent', async () => (await sent()).includes('r1'));
  await eventually('it is no longer held', () => device.held.all.get().length === 0);
  expect(await firstValue(device.decisions.watchFor('r1'))).toHaveLength(1);
});

it('what is undone in time is never sent; what is not, is', async () => {
  const { device, timers, sent } = await aReviewer();
  const [first = ''] = await device.decisions.decideHeld([
    { record: record('r1'), action: 'approve' },
    { record: record('r2'), action: 'void', reason: '与另一条重复' },
  ]);
  expect(await device.decisions.undo([first])).toBe(1);
  await timers.advance(holdMs);
  await eventually('the other is sent', async () => (await sent()).length > 0);
  expect(await sent()).toEqual(['r2']);
  expect(await device.decisions.undo([first])).toBe(0);
  expect(await firstValue(device.decisions.watchFor('r1'))).toEqual([]);
});

it('after a reload it waits for the rest of its time, and is sent', async () => {
  const { device, timers, sent } = await aReviewer();
  await device.decisions.decideHeld([{ record: record('r1'), action: 'approve' }]);
  device.held.stop();
  await timers.advance(4_000);
  const again = await heldAfterReload(device, timers, start + timers.now());
  expect(again.all.get().map(({ aboutId }) => aboutId)).toEqual(['r1']);
  await timers.advance(5_999);
  expect(await sent()).toEqual([]);
  await timers.advance(1);
  await eventually('it is sent', async () => (await sent()).includes('r1'));
  again.stop();
});

it.each([60_000, -60_000])(
  'after a reload with the clock %i ms further it is sent at once',
  async (later) => {
    const { device, timers, sent } = await aReviewer();
    await device.decisions.decideHeld([{ record: record('r1'), action: 'approve' }]);
    device.held.stop();
    const again = await heldAfterReload(device, timers, start + later);
    await timers.advance(0);
    await eventually('it is sent', async () => (await sent()).includes('r1'));
    again.stop();
  },
);

it('who leaves does not wait: what is held is among what is sent at once, and once', async () => {
  const { device, timers, sent } = await aReviewer();
  await device.decisions.decideHeld([{ record: record('r1'), action: 'approve' }]);
  await device.held.releaseAll();
  expect([await sent(), device.held.all.get()]).toEqual([['r1'], []]);
  await timers.advance(holdMs);
  expect(await sent()).toEqual(['r1']);
});

/** What the next page makes of the same disk; its clock begins at `now`. */
function heldAfterReload(device: TestDevice, timers: TestTimers, now: number): Promise<HeldDecisions> {
  const { settings } = device;
  const { decisions } = device.database.collections;
  const began = timers.now();
  return createHeldDecisions({
    ...{ settings, decisions, timers },
    clock: { now: () => now + timers.now() - began },
  });
}
