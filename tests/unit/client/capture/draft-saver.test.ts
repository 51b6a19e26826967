// What is typed is on the disk within 300 ms, however it is typed, and a refused save is told and tried again.
import { describe, expect, it } from 'vitest';
import { createDraftSaver } from '../../../../client/capture/draft-saver.ts';
import { createTestTimers, settled } from '../../../support/device/timers.ts';

function aSaver() {
  const timers = createTestTimers();
  const savedAt: number[] = [];
  const refused: unknown[] = [];
  let fault: Error | undefined;
  const saver = createDraftSaver({
    timers,
    onRefused: (error) => refused.push(error),
    save: () => {
      savedAt.push(timers.now());
      return fault === undefined ? Promise.resolve() : Promise.reject(fault);
    },
  });
  return { timers, saver, savedAt, refused, fail: (error: Error | undefined) => (fault = error) };
}

describe('a draft', () => {
  it('is saved once after a pause, and not again without input', async () => {
    const { timers, saver, savedAt } = aSaver();
    saver.schedule();
    await timers.advance(1000);
    expect(savedAt).toHaveLength(1);
    expect(savedAt[0]).toBeLessThan(300);
  });

  it('is saved while somebody types without a pause, never later than 300 ms after a key', async () => {
    const { timers, saver, savedAt } = aSaver();
    for (let key = 0; key < 20; key += 1) {
      saver.schedule();
      await timers.advance(50);
    }
    await timers.advance(300);
    const gaps = savedAt.map((at, index) => at - (savedAt[index - 1] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(300);
    expect(savedAt.length).toBeGreaterThanOrEqual(4);
  });

  it('is saved at once before the page goes, and then not a second time', async () => {
    const { timers, saver, savedAt } = aSaver();
    saver.schedule();
    await saver.flush();
    expect(savedAt).toEqual([0]);
    await timers.advance(1000);
    expect(savedAt).toEqual([0]);
  });

  it('that was refused is told, and the next input is tried afresh', async () => {
    const { timers, saver, savedAt, refused, fail } = aSaver();
    fail(new Error('full'));
    saver.schedule();
    await timers.advance(300);
    await settled();
    expect(refused).toEqual([new Error('full')]);
    fail(undefined);
    saver.schedule();
    await timers.advance(300);
    expect(savedAt).toHaveLength(2);
    expect(refused).toHaveLength(1);
  });

  it('that was refused is tried again by the next flush, without input', async () => {
    const { timers, saver, savedAt, fail } = aSaver();
    fail(new Error('full'));
    saver.schedule();
    await timers.advance(300);
    fail(undefined);
    await saver.flush();
    await saver.flush();
    expect(savedAt).toHaveLength(2);
  });

  it('whose record was saved is not written again', async () => {
    const { timers, saver, savedAt } = aSaver();
    saver.schedule();
    await saver.stop();
    saver.schedule();
    await timers.advance(1000);
    expect(savedAt).toEqual([]);
  });
});
