// 五簿五册: each of the ten books makes itself from records and people, on whatever registry there is.
import { describe, expect, it } from 'vitest';
import type { RecordDefinition } from '../../../../shared/forms/define-record-type.ts';
import { defineRecordType } from '../../../../shared/forms/define-record-type.ts';
import { buildLedger, type Ledger } from '../../../../shared/ledgers/build-ledger.ts';
import { ledgerNamed, ledgersOf } from '../../../../shared/ledgers/catalogue/ledgers-of.ts';
import { createOrgTree } from '../../../../shared/org/org-unit.ts';
import { defineRegistry } from '../../../../shared/record-types/define-registry.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import { createPersonIdOf } from '../../../../shared/people/merged-people.ts';
import { masked } from '../../../../shared/people/mask-values.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { countedRecord } from '../../../support/counted-records.ts';

const label = (zh: string) => ({ zh, en: zh });
const helped = { id: 'person', kind: 'person', required: true, label: label('对象') } as const;

function invented(
  id: string,
  life: RecordDefinition['life'],
  fields: RecordDefinition['fields'],
  sample: JsonObject,
) {
  return defineRecordType({
    ...{ id, life, fields, sample, version: 1, label: label(id), tile: '示', area: 'daily' },
    ...{ collection: 'records', recordedBy: ['village'], title: [], summary: [], ledgerColumns: [] },
  });
}

/** Stand-ins for kinds of work that a registry may lack. */
const standIns = [
  invented('training-course', 'event', [{ id: 'attended', kind: 'integer', label: label('人数') }], {
    attended: 12,
  }),
  invented('pair-support', 'standing', [helped], { person: { name: '示例儿童' } }),
];
const registry = defineRegistry([
  ...recordTypes.all,
  ...standIns.filter(({ id }) => recordTypes.get(id) === undefined),
]);

const unit = '420303001202';
const tree = createOrgTree([
  { id: unit, parentId: null, level: 'village', name: '花果村委会', shortName: '花果村' },
]);
const person = (name: string, values: JsonObject = {}, envelope: Partial<SyncedDocument> = {}) =>
  countedRecord(
    'person',
    { name, sex: 'female', phone: '19900001234', ...values },
    { occurredOn: '2024-03-01', reviewState: 'none', ...envelope },
  );

/** One record of every kind as its sample has it, and people of every role. */
const chair = person('王示一', { roles: ['chair'], idNo: '420399197503080021' });
const people = [
  chair,
  person('李示二', { roles: ['representative'] }),
  person('赵示三', { roles: ['volunteer', 'knitter'] }),
  person('钱示四', { categories: ['lone-elderly'] }),
  person('孙示五', { roles: ['volunteer'], mergedInto: chair.id }),
  person('周示六'),
];
const records = registry.all
  .filter(({ collection }) => collection === 'records')
  .map(({ id, sample }) => countedRecord(id, sample));
const request = countedRecord('home-visit', { person: { name: '吴示七' }, way: 'met', situation: 'request' });

function ledgerOf(id: string, documents = [...records, request, ...people]): Ledger {
  const plan = ledgerNamed(id, registry);
  if (plan === undefined) throw new Error(`there is no ledger ${id}`);
  return buildLedger(
    plan,
    { type: id, unitId: unit, from: '2026-01-01', until: '2026-12-31' },
    { documents, continuations: [], people },
    { locale: 'zh', registry, tree, unitName: (code) => tree.unit(code)?.shortName },
  );
}

const column = (ledger: Ledger, id: string) => {
  const place = ledger.columns.findIndex((each) => each.id === id);
  return ledger.lines.map(({ cells }) => cells[place]);
};

describe('the ten books', () => {
  const books = ledgersOf(registry).books;

  it('are ten, and none has the name of a kind of work', () => {
    expect(books.map(({ label: { zh } }) => zh)).toEqual([
      ...['工作活动记录簿', '妇女培训登记簿', '各类表彰登记簿', '群众来信来访登记簿', '重点帮扶对象登记簿'],
      ...['干部花名册', '妇女代表及先进人物册', '代表联系群众册', '结对帮扶册', '巾帼志愿者册'],
    ]);
    expect(books.filter(({ id }) => registry.get(id) !== undefined)).toEqual([]);
  });

  it.each(books.map(({ id }) => id))('%s has lines, each with its number and unit', (id) => {
    const ledger = ledgerOf(id);
    expect(ledger.lines.length).toBeGreaterThan(0);
    expect(column(ledger, 'number')).toEqual(ledger.lines.map((_, index) => index + 1));
    expect(new Set(column(ledger, 'unit'))).toEqual(new Set(['花果村']));
    expect(new Set(ledger.lines.map(({ cells }) => cells.length))).toEqual(new Set([ledger.columns.length]));
    expect(JSON.stringify(ledger.lines.map(({ cells }) => cells))).not.toMatch(
      /420399197503080021|19900001234/,
    );
  });

  it('leave out what the registry lacks, and are not there when it lacks everything', () => {
    const few = ledgersOf(defineRegistry(recordTypes.all.filter(({ id }) => id === 'person'))).books;
    expect(few.map(({ id }) => id)).toEqual([
      ...['book-of-care-targets', 'roster-of-cadres', 'roster-of-representatives', 'roster-of-volunteers'],
    ]);
  });
});

describe('the book of activities', () => {
  it('holds every kind of work that is done once, with people and money added up', () => {
    const visit = (values: JsonObject) => countedRecord('condolence-visit', { whom: '示例家', ...values });
    const ledger = ledgerOf('book-of-activities', [
      visit({
        beneficiaryCount: { count: 51, isEstimate: false },
        gifts: [{ key: 'a', item: '药', valueFen: 98_600, source: 'unit' }],
      }),
      countedRecord('meeting', { meetingKind: 'work', agenda: '议题', expected: 9, attended: 8 }),
      countedRecord('honour', { recipient: '示例' }),
      countedRecord('public-commitment', { promiser: 'org', items: [] }),
    ]);
    expect(column(ledger, 'name')).toEqual(['慰问：示例家', '会议：议题']);
    expect(column(ledger, 'people')).toEqual([51, 8]);
    const totals = ledger.columns.flatMap(({ id }, place) => {
      const total = ledger.totals[place];
      return total === '' ? [] : [[id, total]];
    });
    expect(totals).toEqual([
      ['people', 59],
      ['amount', 986],
    ]);
  });
});

describe('a register of people', () => {
  it('holds two who were merged into each other as one, whichever of them a record names', () => {
    const knitters = ['王示甲', '王示乙'].map((name) => person(name, { roles: ['knitter'] }));
    const circle = knitters.map((each, index) => ({
      ...each,
      values: { ...each.values, mergedInto: knitters[1 - index]?.id ?? '' },
    }));
    const plan = ledgerNamed('roster-of-volunteers', registry);
    if (plan === undefined) throw new Error('the roster is missing');
    const linesOf = (documents: readonly SyncedDocument[]) =>
      buildLedger(
        plan,
        { type: plan.id, unitId: unit, from: '2026-01-01', until: '2026-12-31' },
        { documents: [...circle, ...documents], continuations: [], people: circle },
        { locale: 'zh', registry, tree },
      ).lines.map(({ id }) => id);
    const standing = createPersonIdOf(circle)(circle[0]?.id ?? '');
    expect(linesOf([])).toEqual([standing]);
    for (const { id } of circle) {
      const volunteer = countedRecord('volunteer', { person: { id, name: '王示乙' } });
      expect(linesOf([volunteer])).toEqual([volunteer.id]);
    }
  });

  it('holds whoever was there on the last day, since whenever, and not who was merged into another', () => {
    expect(column(ledgerOf('roster-of-volunteers', people), 'person')).toEqual(['赵示三']);
    const later = person('郑示八', { roles: ['volunteer'] }, { occurredOn: '2027-01-01' });
    expect(ledgerOf('roster-of-volunteers', [later]).lines).toEqual([]);
  });

  it('names a person once: by the record that names her, with what the registry knows of her', () => {
    const pair = defineRegistry([
      ...registry.all.filter(({ id }) => id !== 'org-member'),
      invented(
        'org-member',
        'standing',
        [helped, { id: 'position', kind: 'text', label: label('职务') }],
        {},
      ),
    ]);
    const plan = ledgerNamed('roster-of-cadres', pair);
    if (plan === undefined) throw new Error('the roster is missing');
    const ledgerWith = (id: string, name: string) => {
      const member = countedRecord('org-member', { person: { id, name }, position: '主席' });
      return buildLedger(
        plan,
        { type: plan.id, unitId: unit, from: '2026-01-01', until: '2026-12-31' },
        { documents: [member, ...people], continuations: [], people },
        { locale: 'zh', registry: pair, tree },
      );
    };
    const ledger = ledgerWith(chair.id, '王示一');
    const told = ['person', 'sex', 'idNo', 'phone', 'roles'].map((id) => column(ledger, id));
    expect(told).toEqual([['王示一'], ['女'], ['420399********0021'], ['199****1234'], ['主席']]);
    const merged = people.find(({ values }) => values.mergedInto === chair.id);
    expect(column(ledgerWith(merged?.id ?? '', '孙示五'), 'person')).toEqual(['王示一']);
  });
});

describe('what continues a record', () => {
  it('is summed up in its line, what was voided excepted', () => {
    const trainings = defineRegistry([
      invented('training-course', 'standing', [], {}),
      defineRecordType({
        ...invented(
          'training-attendance',
          'event',
          [{ id: 'attended', kind: 'integer', label: label('人数') }],
          {},
        ),
        continues: ['training-course'],
      }),
    ]);
    const plan = ledgerNamed('book-of-trainings', trainings);
    if (plan === undefined) throw new Error('the book is missing');
    const [held, empty] = [countedRecord('training-course', {}), countedRecord('training-course', {})];
    const attendance = (attended: number, envelope: Partial<SyncedDocument> = {}) =>
      countedRecord('training-attendance', { attended }, { aboutId: held.id, ...envelope });
    const ledger = buildLedger(
      plan,
      { type: plan.id, unitId: unit, from: '2026-01-01', until: '2026-12-31' },
      {
        documents: [held, empty],
        continuations: [attendance(30), attendance(26), attendance(9, { reviewState: 'void' })],
        people: [],
      },
      { locale: 'zh', registry: trainings, tree },
    );
    expect(new Set(column(ledger, 'attended'))).toEqual(new Set(['', 56]));
    expect(ledger.totals).toContain(56);
  });
});

describe('what is sensitive', () => {
  it('does not stand in a ledger: numbers are masked, other such fields empty, in rows too', () => {
    const secret = { kind: 'text', sensitivity: 2, label: label('隐私') } as const;
    const kept = invented(
      'kept',
      'event',
      [
        { ...secret, id: 'secret' },
        { id: 'isGrave', kind: 'boolean', sensitivity: 2, label: label('重') },
        {
          ...{ id: 'rows', kind: 'group', label: label('人'), itemLabel: label('人') },
          fields: [
            { ...secret, id: 'inRow' },
            { id: 'phone', kind: 'phone', sensitivity: 2, label: label('电话') },
          ],
        },
      ],
      {},
    );
    const values = { secret: '甲', isGrave: true, rows: [{ key: 'a', inRow: '乙', phone: '19900001234' }] };
    expect(masked(kept, { values }).values).toEqual({
      ...{ secret: null, isGrave: true },
      rows: [{ key: 'a', inRow: null, phone: '199****1234' }],
    });
  });
});
