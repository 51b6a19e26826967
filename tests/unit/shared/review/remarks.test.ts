// Which records may be approved together with others, and what is said of those that may not.
import { describe, expect, it } from 'vitest';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { remarksOn } from '../../../../shared/review/remarks.ts';
import { countedRecord } from '../../../support/counted-records.ts';

const arrived: Partial<SyncedDocument> = {
  ...{ rev: 1, occurredOn: '2026-10-18' },
  ...{ createdAt: '2026-10-18T01:00:00.000Z', receivedAt: '2026-10-18T23:52:00.000Z' },
};
const kindsOf = (type: string, values: JsonObject, envelope: Partial<SyncedDocument> = {}) =>
  remarksOn(recordTypes.get(type), countedRecord(type, values, { ...arrived, ...envelope }), []).map(
    ({ kind }) => kind,
  );
const meeting = { meetingKind: 'work', agenda: '示例议题', expected: 9, attended: 8 };
const visit = recordTypes.get('condolence-visit')?.sample ?? {};
const gift = (valueFen: number): JsonObject => ({
  ...visit,
  gifts: [{ key: 'g1', item: '示例物资', valueFen, source: 'staff' }],
});

describe('a record without remark', () => {
  it('is complete, in time, as it first arrived, and within what is usual', () => {
    expect(kindsOf('meeting', meeting)).toEqual([]);
  });

  it.each(['home-visit', 'volunteer-activity', 'learning-event', 'meeting', 'condolence-visit'])(
    'the sample of %s is one',
    (id) => {
      expect(kindsOf(id, recordTypes.get(id)?.sample ?? {})).toEqual([]);
    },
  );

  it('is not late because its review is', () => {
    expect(kindsOf('meeting', meeting, { receivedAt: '2026-10-20T00:00:00.000Z' })).toEqual([]);
  });
});

describe('a remark', () => {
  it('is made of a warning of the form, in its words', () => {
    const [remark] = remarksOn(
      recordTypes.get('meeting'),
      countedRecord('meeting', { ...meeting, attended: 12 }, arrived),
      [],
    );
    expect(remark?.kind).toBe('warning');
    expect(remark).toHaveProperty('message.zh');
  });

  it('is made of a day long before the record arrived, and of one after it', () => {
    expect(kindsOf('meeting', meeting, { occurredOn: '2026-09-17' })).toEqual(['lateDate']);
    expect(kindsOf('meeting', meeting, { occurredOn: '2026-09-19' })).toEqual([]);
    expect(kindsOf('meeting', meeting, { occurredOn: '2026-10-25' })).toEqual(['lateDate']);
  });

  it('the day of arrival is that of Shanghai', () => {
    const lastMinute = { occurredOn: '2026-10-19', receivedAt: '2026-10-18T16:01:00.000Z' };
    expect(kindsOf('meeting', meeting, lastMinute)).toEqual([]);
  });

  it('is made of another record of the unit, kind and day', () => {
    const record = countedRecord('meeting', meeting, { ...arrived, id: 'one' });
    const other = countedRecord('meeting', meeting, { ...arrived, id: 'other' });
    const remarks = remarksOn(recordTypes.get('meeting'), record, [record, other]);
    expect(remarks).toEqual([{ kind: 'double' }]);
  });

  it('is made of any version but the first', () => {
    expect(kindsOf('meeting', meeting, { rev: 3 })).toEqual(['changed']);
  });

  it('is made of a large rough count, not of a small one nor of an exact one', () => {
    const served = (count: number, isEstimate: boolean): JsonObject => ({
      ...visit,
      beneficiaryCount: { count, isEstimate },
    });
    expect(kindsOf('condolence-visit', served(120, true))).toContain('largeEstimate');
    expect(kindsOf('condolence-visit', served(51, true))).not.toContain('largeEstimate');
    expect(kindsOf('condolence-visit', served(120, false))).not.toContain('largeEstimate');
  });

  it('is made of a large sum of money, in a row too', () => {
    expect(kindsOf('condolence-visit', gift(1_000_000))).toContain('largeSum');
    expect(kindsOf('condolence-visit', gift(98_600))).not.toContain('largeSum');
  });

  it('is made of a kind that this app does not know', () => {
    expect(kindsOf('kind-of-next-year', {})).toEqual(['unknownKind']);
  });
});
