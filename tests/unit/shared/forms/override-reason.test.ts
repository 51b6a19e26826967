// A warning that is overridden says why, and the reason is part of the record.
import { describe, expect, it } from 'vitest';
import { checkEntry } from '../../../../shared/forms/check-entry.ts';
import { overrideReason, wantsReason } from '../../../../shared/forms/override-reason.ts';
import { gathering } from '../../../support/server/test-registry.ts';

const problemsOf = (occurredOn: string, reason?: string) =>
  checkEntry(
    gathering,
    {
      ...{ occurredOn, photos: [], hostUnitId: '420303001202', partnerUnitIds: [] },
      values: { topic: '示例', ...(reason === undefined ? {} : { overrideReason: reason }) },
    },
    { today: '2026-11-27' },
  );

describe('a reason', () => {
  it('is wanted for a day long past, not for today', () => {
    expect(wantsReason(problemsOf('2026-09-01'))).toBe(true);
    expect(wantsReason(problemsOf('2026-11-27'))).toBe(false);
  });

  it('is not wanted by a question to look again', () => {
    const message = { zh: '别处也改过', en: 'changed elsewhere' };
    expect(wantsReason([{ fieldId: 'topic', severity: 'warn', asks: 'again', message }])).toBe(false);
  });

  it('is a text that can be stored, of a sentence or two', () => {
    expect(problemsOf('2026-11-27', '补记以前的工作')).toEqual([]);
    for (const reason of ['长'.repeat(201), '\u0000'])
      expect(problemsOf('2026-11-27', reason)).toMatchObject([
        { fieldId: 'overrideReason', severity: 'block' },
      ]);
    expect(overrideReason({ overrideReason: '  属实 ' })).toBe('属实');
    expect(overrideReason({ overrideReason: 5 })).toBe('');
  });
});
