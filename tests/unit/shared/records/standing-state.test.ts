// How a standing matter stands: from the records about it, whatever their order.
import { describe, expect, it } from 'vitest';
import { dueOn, isWaitingFor, standingState } from '../../../../shared/records/standing-state.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { countedRecord } from '../../../support/counted-records.ts';

const commitment = recordTypes.get('public-commitment');
const progress = (said: string, occurredOn: string, envelope: Partial<SyncedDocument> = {}) =>
  countedRecord('commitment-progress', { progress: said, done: '示例' }, { occurredOn, ...envelope });
const evaluation = (verdict: string, occurredOn: string) =>
  countedRecord('commitment-evaluation', { verdict }, { occurredOn });
const stateOf = (...about: readonly SyncedDocument[]) => {
  const { label, isClosed, continuedOn } = standingState(about, recordTypes);
  return [label?.zh, isClosed, continuedOn];
};

describe('the state of a commitment', () => {
  it('is what the newest record says, in any order', () => {
    const [begun, done] = [progress('begun', '2026-05-01'), progress('done', '2026-09-01')];
    expect(stateOf()).toEqual([undefined, false, undefined]);
    expect(stateOf(begun, done)).toEqual(['已完成', false, '2026-09-01']);
    expect(stateOf(done, begun)).toEqual(['已完成', false, '2026-09-01']);
  });

  it('is closed by an evaluation that ends it, not by one that does not', () => {
    expect(stateOf(progress('done', '2026-09-01'), evaluation('partly-kept', '2026-10-01'))).toEqual([
      '部分兑现',
      false,
      '2026-10-01',
    ]);
    expect(stateOf(evaluation('kept', '2026-10-01'), progress('done', '2026-11-01'))).toEqual([
      '已完成',
      true,
      '2026-11-01',
    ]);
  });

  it('is not told by what was voided or deleted', () => {
    const gone = [
      progress('done', '2026-09-01', { reviewState: 'void' }),
      progress('stuck', '2026-10-01', { _deleted: true }),
    ];
    expect(stateOf(progress('begun', '2026-05-01'), ...gone)).toEqual(['正在办', false, '2026-05-01']);
  });
});

describe('what is due', () => {
  const promised = (...days: readonly string[]) =>
    countedRecord('public-commitment', { items: days.map((day, key) => ({ key: `${key}`, dueOn: day })) });
  const due = (record: SyncedDocument) =>
    commitment === undefined ? 'no such type' : dueOn(commitment, record, '2026-11-24');

  it('is the next day to come, else the last that has passed', () => {
    expect(due(promised('2026-12-31', '2026-11-24', '2026-06-30'))).toBe('2026-11-24');
    expect(due(promised('2026-06-30', '2026-10-31'))).toBe('2026-10-31');
  });

  it('is nothing without a day', () => {
    expect(due(promised())).toBeUndefined();
    expect(due(promised('some day'))).toBeUndefined();
    expect(due(countedRecord('public-commitment', { items: 'none' }))).toBeUndefined();
  });
});

describe('a hand-over', () => {
  const handover = countedRecord(
    'post-handover',
    { to: { id: 'lan', name: '王示兰' } },
    { occurredOn: '2026-11-18' },
  );
  const definition = recordTypes.get('post-handover');
  if (definition === undefined) throw new Error('post-handover is missing');

  it('is due from its own day on, also without a day in its rows', () => {
    expect(dueOn(definition, handover, '2026-11-24')).toBe('2026-11-18');
  });

  it('waits for whoever takes the post, and for nobody of another name', () => {
    expect(isWaitingFor('王示兰', definition, handover)).toBe(true);
    expect(isWaitingFor('何示桂', definition, handover)).toBe(false);
    expect(isWaitingFor('', definition, countedRecord('post-handover', { to: 'somebody' }))).toBe(false);
    if (commitment === undefined) throw new Error('public-commitment is missing');
    expect(isWaitingFor('王示兰', commitment, handover)).toBe(false);
  });
});
