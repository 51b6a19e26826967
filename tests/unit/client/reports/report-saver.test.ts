// A text is sent a second after the last change, one call at a time; what the server did not get stays on the device.
import { describe, expect, it } from 'vitest';
import { unreachable, type Outcome } from '../../../../client/api-outcome.ts';
import { createReportSaver, type SaveState } from '../../../../client/reports/report-saver.ts';
import type { ReportReply } from '../../../../shared/reports/report-protocol.ts';
import { createTestTimers } from '../../../support/device/timers.ts';

const reply: ReportReply = {
  head: {
    ...{ id: 'r1', rev: 2, unitId: '4203', outlineId: 'excellence-briefing', title: '汇报' },
    ...{ from: '2026-01-01', until: '2026-12-31', state: 'drafting', isPreview: false },
    ...{ updatedAt: '2026-11-27T06:05:00.000Z', updatedBy: 'city' },
  },
  ...{ cutOff: '2026-11-27', locale: 'zh', blocks: [], facts: [], missing: [], examples: [], findings: [] },
  ...{ asOf: '2026-11-27T06:00:00.000Z', history: [], may: ['edit'], needsReason: false },
};
const refused = (code: string): Outcome<ReportReply> => ({
  ...{ kind: 'refused', status: 409, code, detail: undefined, retryAfterSeconds: undefined },
});

function aSaver(answers: Outcome<ReportReply>[], full = { is: false }) {
  const timers = createTestTimers();
  const done: string[] = [];
  const states: SaveState[] = [];
  const saver = createReportSaver({
    timers,
    keep: async () => {
      if (full.is) throw new Error('the disk is full');
      done.push('keep');
    },
    forget: async () => {
      if (full.is) throw new Error('the disk is full');
      done.push('forget');
    },
    send: async () => {
      done.push('send');
      return answers.shift() ?? { kind: 'ok', body: reply };
    },
    onState: (state) => states.push(state),
    onSaved: () => done.push('saved'),
  });
  return { timers, saver, done, states };
}

describe('a report that is typed in', () => {
  it('is sent once, a second after the last change, and kept on the device until it arrived', async () => {
    const { timers, saver, done, states } = aSaver([]);
    saver.changed();
    await timers.advance(900);
    saver.changed();
    await timers.advance(900);
    expect(done).toEqual([]);
    await timers.advance(200);
    expect(done).toEqual(['keep', 'send', 'saved', 'forget']);
    expect(states.at(-1)).toBe('saved');
    expect(await saver.flush()).toBe(true);
    expect(done).toHaveLength(4);
  });

  it('stays on the device when the server does not answer, and is sent again by itself', async () => {
    const { timers, saver, done, states } = aSaver([unreachable('network')]);
    saver.changed();
    await timers.advance(1_000);
    expect([done, states.at(-1)]).toEqual([['keep', 'send'], 'kept']);
    await timers.advance(5_000);
    expect([done.slice(2), states.at(-1)]).toEqual([['keep', 'send', 'saved', 'forget'], 'saved']);
  });

  it('is sent from a device that takes nothing, which says so while the server is away', async () => {
    const full = { is: true };
    const { timers, saver, done, states } = aSaver([unreachable('network'), unreachable('network')], full);
    saver.changed();
    await timers.advance(1_000);
    expect([done, states.at(-1)]).toEqual([['send'], 'unkept']);
    full.is = false;
    await timers.advance(5_000);
    expect([done.slice(1), states.at(-1)]).toEqual([['keep', 'send'], 'kept']);
    full.is = true;
    await timers.advance(5_000);
    expect([done.slice(3), states.at(-1)]).toEqual([['send', 'saved'], 'saved']);
  });

  it('sends nothing more over another’s text until a choice was made', async () => {
    const { timers, saver, done, states } = aSaver([refused('reportChanged')]);
    saver.changed();
    await timers.advance(1_000);
    expect(states.at(-1)).toBe('changed');
    saver.changed();
    await timers.advance(5_000);
    expect(await saver.flush()).toBe(false);
    expect(done).toEqual(['keep', 'send']);
    saver.resume();
    saver.changed();
    expect(await saver.flush()).toBe(true);
    expect(done.slice(2)).toEqual(['keep', 'send', 'saved', 'forget']);
  });

  it('says so when the server refuses for another reason', async () => {
    const { saver, states } = aSaver([refused('reportFrozen')]);
    saver.changed();
    expect(await saver.flush()).toBe(false);
    expect(states.at(-1)).toBe('refused');
  });
});
