// What a hand-over offers: open matters and what came back, people who are looked after; never what stands in it already.
import { describe, expect, it } from 'vitest';
import { readOrgCsv } from '../../../../server/operations/read-org-csv.ts';
import { checkEntry } from '../../../../shared/forms/check-entry.ts';
import type { GroupField } from '../../../../shared/forms/field-types.ts';
import { heldTypes } from '../../../../shared/ledgers/catalogue/held-types.ts';
import { createOrgTree } from '../../../../shared/org/org-unit.ts';
import { createPersonIdOf } from '../../../../shared/people/merged-people.ts';
import { postHandover } from '../../../../shared/record-types/post-handover.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import { offeredRows, typesToOfferFrom, type OfferContext } from '../../../../shared/records/group-offers.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { countedRecord } from '../../../support/counted-records.ts';
import { smallTreeCsv } from '../../../support/server/small-tree.ts';

const [township, huaguo, caijia] = ['420303001', '420303001202', '420303001203'];
const context: OfferContext = {
  ...{ registry: recordTypes, heldTypes, ownType: 'post-handover', unitId: huaguo, today: '2026-11-24' },
  tree: createOrgTree(readOrgCsv(smallTreeCsv)),
  describe: { locale: 'zh', personName: (id) => (id === 'zhen' ? '赵示珍（并）' : undefined) },
  personIdOf: createPersonIdOf([{ id: 'zhen', values: { mergedInto: 'zhen-two' } }]),
};
function groupOf(id: string): GroupField {
  const field = postHandover.fields.find((each) => each.id === id);
  if (field?.kind !== 'group') throw new Error(`${id} is no group`);
  return field;
}
const matters = (records: readonly SyncedDocument[], rows: readonly JsonObject[] = []) =>
  offeredRows(groupOf('openWork'), records, rows, context);
const people = (records: readonly SyncedDocument[], rows: readonly JsonObject[] = []) =>
  offeredRows(groupOf('people'), records, rows, context);
const idsOf = (rows: ReturnType<typeof offeredRows>): readonly string[] =>
  rows.map(({ record }) => record.id);

const promise = (id: string, dueOn: string, envelope: Partial<SyncedDocument> = {}) =>
  countedRecord(
    'public-commitment',
    { category: 'practical', items: [{ key: '1', content: '开办编织班', dueOn }] },
    { id, ...envelope },
  );
const file = (id: string, person: JsonObject, envelope: Partial<SyncedDocument> = {}) =>
  countedRecord(
    'care-target',
    { person, categories: ['lone-elderly'], difficulty: '独居' },
    { id, occurredOn: '2026-10-01', ...envelope },
  );
const visit = (id: string, person: JsonObject, followUp: string, occurredOn: string) =>
  countedRecord('home-visit', { person, followUp, followUpOn: '2026-12-01' }, { id, occurredOn });

describe('open work', () => {
  it('is what is open for the unit: its own and what is addressed to it, the nearest day first', () => {
    const task = (id: string, unit: string) =>
      countedRecord(
        'task',
        { title: '示例任务', dueOn: '2026-12-20' },
        { id, orgUnitId: township, audience: [{ unit, reach: 'this' }] },
      );
    const records = [
      promise('later', '2026-12-31'),
      promise('sooner', '2026-12-01'),
      task('ours', huaguo),
      task('theirs', caijia),
      promise('next-village', '2026-12-01', { orgUnitId: caijia }),
      promise('void', '2026-12-01', { reviewState: 'void' }),
    ];
    expect(idsOf(matters(records))).toEqual(['sooner', 'ours', 'later']);
  });

  it('leaves out what is closed, for an answered task by the own unit only', () => {
    const kept = promise('kept', '2026-12-01');
    const closing = countedRecord('commitment-evaluation', { verdict: 'kept' }, { aboutId: 'kept' });
    expect(idsOf(matters([kept, closing]))).toEqual([]);
    const task = countedRecord(
      'task',
      { title: '示例任务' },
      { id: 'task', orgUnitId: township, audience: [{ unit: township, reach: 'below' }] },
    );
    const done = (orgUnitId: string) =>
      countedRecord('task-progress', { state: 'done' }, { aboutId: 'task', orgUnitId });
    expect(idsOf(matters([task, done(caijia)]))).toEqual(['task']);
    expect(idsOf(matters([task, done(huaguo)]))).toEqual([]);
  });

  it('has what came back first, of any kind, and of no other unit', () => {
    const back = { reviewState: 'returned' } as const;
    const records = [
      promise('open', '2026-11-25'),
      countedRecord('advocacy-event', {}, { id: 'event-back', ...back }),
      file('file-back', { name: '赵示珍' }, back),
      countedRecord('advocacy-event', {}, { id: 'not-ours', orgUnitId: caijia, ...back }),
    ];
    const rows = matters(records);
    expect(idsOf(rows)).toEqual(['file-back', 'event-back', 'open']);
    expect(rows.map(({ values }) => values['kind'])).toEqual(['returned', 'returned', 'promise']);
  });

  it('is no register, no care for a person and no other hand-over', () => {
    const records = ['volunteer-team', 'womens-home', 'care-target', 'pair-support', 'post-handover'].map(
      (type) => countedRecord(type, {}),
    );
    expect(matters(records)).toEqual([]);
    const wanted = { registry: recordTypes, heldTypes, ownType: 'post-handover' };
    const { offers } = groupOf('openWork');
    const types = offers === undefined ? [] : typesToOfferFrom(offers, wanted);
    for (const { type } of records) expect(types).not.toContain(type);
    expect(types).toContain('livelihood-issue');
    expect(types).toContain('livelihood-answer');
  });

  it('becomes a row that the form accepts, with its words, its day and the record that it came from', () => {
    const [offer] = matters([promise('p', '2026-12-01')]);
    expect(offer?.values).toEqual({
      ...{ kind: 'promise', dueOn: '2026-12-01', record: 'p' },
      content: offer?.title,
    });
    expect(offer?.title).toContain('公开承诺：');
    const values = { ...postHandover.sample, openWork: [{ key: 'k', ...offer?.values }] };
    const entry = { ...countedRecord('post-handover', values), occurredOn: '2026-11-24' };
    expect(checkEntry(postHandover, entry, { today: '2026-11-24' })).toEqual([]);
  });

  it('is cut to what the field takes, and not offered once it stands in a row', () => {
    const [offer] = matters([countedRecord('next-step', { matter: '做'.repeat(300) })]);
    expect(offer?.values['content']).toBe(`下一步打算：${'做'.repeat(193)}…`);
    expect(matters([promise('p', '2026-12-01')], [{ key: 'k', record: 'p' }])).toEqual([]);
  });
});

describe('people looked after', () => {
  const [zhu, zhen] = [
    { id: 'zhu', name: '周示竹' },
    { id: 'zhen', name: '赵示珍' },
  ];

  it('have an open file or a pair, or are to be visited again', () => {
    const lifted = countedRecord('care-update', { change: 'lifted' }, { aboutId: 'closed' });
    const records = [
      visit('visit', { name: '钱示云' }, 'again', '2026-11-01'),
      file('file', zhu),
      file('closed', zhen),
      lifted,
      visit('done', { name: '孙示玉' }, 'none', '2026-11-01'),
      file('not-ours', { name: '吴示月' }, { orgUnitId: caijia }),
    ];
    const rows = people(records);
    expect(idsOf(rows)).toEqual(['file', 'visit']);
    expect(rows.map(({ values }) => values['care'])).toEqual(['孤寡老人：独居', '约定再访 2026年12月1日']);
  });

  it('are asked of the newest visit only', () => {
    const again = visit('again', zhu, 'again', '2026-11-01');
    expect(people([again, visit('since', zhu, 'none', '2026-11-20')])).toEqual([]);
    expect(idsOf(people([visit('before', zhu, 'none', '2026-10-01'), again]))).toEqual(['again']);
  });

  it('stand once, under the one who stands for her, led by her file', () => {
    const rows = people([
      visit('visit', { id: 'zhen-two', name: '赵示珍' }, 'again', '2026-09-01'),
      file('file', zhen),
    ]);
    expect(rows).toMatchObject([{ title: '赵示珍（并）', values: { person: zhen, record: 'file' } }]);
    expect(rows[0]?.values['care']).toBe('孤寡老人：独居；约定再访 2026年12月1日');
    expect(people([file('file', zhen)], [{ key: 'k', person: { id: 'zhen-two', name: '赵示珍' } }])).toEqual(
      [],
    );
    expect(people([file('file', { name: '周示竹' })], [{ key: 'k', person: { name: '周示竹' } }])).toEqual(
      [],
    );
  });
});
