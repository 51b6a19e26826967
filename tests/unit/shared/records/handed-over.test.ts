// Who took over what: from hand-overs and their receipts, whatever their order.
import { describe, expect, it } from 'vitest';
import { createPersonIdOf } from '../../../../shared/people/merged-people.ts';
import { createHandedOver, type Handing } from '../../../../shared/records/handed-over.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { countedRecord } from '../../../support/counted-records.ts';

const [huaguo, caijia] = ['420303001202', '420303001203'];

const handover = (
  from: string,
  to: string,
  occurredOn: string,
  envelope: Partial<SyncedDocument> = {},
): SyncedDocument =>
  countedRecord(
    'post-handover',
    {
      ...{ from: { name: from }, to: { id: `id-${to}`, name: to }, post: '村妇联主席' },
      openWork: [
        { key: '1', kind: 'promise', content: '示例', record: 'the-promise' },
        { key: '2', kind: 'other', content: '没有记录的事' },
      ],
      people: [{ key: '1', person: { id: 'zhen', name: '赵示珍' }, record: 'her-file' }],
    },
    { occurredOn, ...envelope },
  );
const receipt = (
  of: SyncedDocument,
  occurredOn: string,
  envelope: Partial<SyncedDocument> = {},
  result = 'accepted',
): SyncedDocument =>
  countedRecord('handover-receipt', { result }, { aboutId: of.id, occurredOn, ...envelope });

const said = (handings: readonly Handing[]): readonly string[] =>
  handings.map(({ from, to, on, isAccepted }) => `${from.name} → ${to.name} ${on}${isAccepted ? '' : ' …'}`);
const ofPromise = (...records: readonly SyncedDocument[]): readonly string[] =>
  said(createHandedOver(records).ofRecord('the-promise'));

describe('a matter in a hand-over', () => {
  const first = handover('何示桂', '王示兰', '2026-11-18');

  it('waits for the receipt, and has passed on the day of it', () => {
    expect(ofPromise(first)).toEqual(['何示桂 → 王示兰 2026-11-18 …']);
    expect(ofPromise(receipt(first, '2026-11-20'), first)).toEqual(['何示桂 → 王示兰 2026-11-20']);
  });

  it('has not passed while there are questions, and passes once', () => {
    expect(ofPromise(first, receipt(first, '2026-11-19', {}, 'questions'))).toEqual([
      '何示桂 → 王示兰 2026-11-18 …',
    ]);
    expect(ofPromise(first, receipt(first, '2026-11-25'), receipt(first, '2026-11-20'))).toEqual([
      '何示桂 → 王示兰 2026-11-20',
    ]);
  });

  it('is with whoever took it over last, and says who is to take it next', () => {
    const second = handover('王示兰', '李示梅', '2027-03-01');
    const records = [receipt(second, '2027-03-02'), first, second, receipt(first, '2026-11-20')];
    expect(ofPromise(...records)).toEqual(['王示兰 → 李示梅 2027-03-02']);
    expect(ofPromise(...records.slice(1))).toEqual([
      '何示桂 → 王示兰 2026-11-20',
      '王示兰 → 李示梅 2027-03-01 …',
    ]);
  });

  it('waits for the next one also when the receipt before it was written late', () => {
    const second = handover('王示兰', '李示梅', '2026-11-25');
    expect(ofPromise(first, receipt(first, '2026-11-30'), second)).toEqual([
      '何示桂 → 王示兰 2026-11-30',
      '王示兰 → 李示梅 2026-11-25 …',
    ]);
  });

  it('is not told by one that was begun before the last and never received', () => {
    const forgotten = handover('何示桂', '赵示珍', '2026-10-01');
    expect(ofPromise(forgotten, first, receipt(first, '2026-11-20'))).toEqual(['何示桂 → 王示兰 2026-11-20']);
  });

  it.each([{ reviewState: 'void' }, { reviewState: 'returned' }, { _deleted: true }] as const)(
    'is not told by what is %o',
    (gone) => {
      const lost = { ...first, ...gone };
      expect(ofPromise(lost, receipt(first, '2026-11-20'))).toEqual([]);
      expect(ofPromise(first, receipt(first, '2026-11-20', gone))).toEqual(['何示桂 → 王示兰 2026-11-18 …']);
    },
  );

  it('stands for each unit by itself, in the order of the codes', () => {
    const other = handover('蔡示桂', '蔡示梅', '2026-12-01', { orgUnitId: caijia });
    expect(createHandedOver([other, first]).ofRecord('the-promise')).toMatchObject([
      { unitId: huaguo },
      { unitId: caijia },
    ]);
  });

  it('is the record of a row, also in the row of a person; nothing else is', () => {
    const all = createHandedOver([first]);
    expect(said(all.ofRecord('her-file'))).toEqual(['何示桂 → 王示兰 2026-11-18 …']);
    expect(all.ofRecord('another')).toEqual([]);
    expect(all.ofHandover(first.id)).toMatchObject({ isAccepted: false, to: { name: '王示兰' } });
    expect(all.ofHandover('the-promise')).toBeUndefined();
  });

  it('is read from whatever was written, never with an exception', () => {
    const odd = countedRecord('post-handover', { from: '何示桂', openWork: 'none', people: [7, null] });
    const all = createHandedOver([odd]);
    expect(all.ofRecord('the-promise')).toEqual([]);
    expect(all.ofHandover(odd.id)).toMatchObject({ from: { name: '' } });
  });
});

describe('somebody in a hand-over', () => {
  it('is found under each of her ids', () => {
    const first = handover('何示桂', '王示兰', '2026-11-18');
    const personIdOf = createPersonIdOf([
      { id: 'zhen', values: { mergedInto: 'zhen-two' } },
      { id: 'zhen-two', values: {} },
    ]);
    const all = createHandedOver([first, receipt(first, '2026-11-20')], personIdOf);
    for (const id of ['zhen', 'zhen-two'])
      expect(said(all.ofPerson(id))).toEqual(['何示桂 → 王示兰 2026-11-20']);
    expect(all.ofPerson('somebody')).toEqual([]);
  });
});
