// Every definition of the registry: its sample is right, each required field is missed, it is plain data, it reads well.
import { describe, expect, it } from 'vitest';
import { checkEntry } from '../../../../shared/forms/check-entry.ts';
import { defineRecordType, type RecordDefinition } from '../../../../shared/forms/define-record-type.ts';
import { lineText } from '../../../../shared/forms/describe-record.ts';
import { isEnvelopeField } from '../../../../shared/forms/field-types.ts';
import { ledgerRow } from '../../../../shared/ledgers/ledger-row.ts';
import { isRelevant, isRequired, scopeOf, type EntryContent } from '../../../../shared/forms/relevance.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import { fieldsIn } from '../../../../shared/forms/expression-fields.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';

const today = '2026-11-23';
const entryOf = (values: JsonObject): EntryContent => ({
  values,
  occurredOn: '2026-11-20',
  photos: [],
  hostUnitId: '420303001202',
  partnerUnitIds: [],
});
const blocking = (definition: RecordDefinition, values: JsonObject) =>
  checkEntry(definition, entryOf(values), { today }).filter((problem) => problem.severity === 'block');

describe.each(recordTypes.all)('$id', (definition) => {
  it('accepts its own sample', () => {
    expect(blocking(definition, definition.sample)).toEqual([]);
  });

  it('is data: it survives a journey through JSON', () => {
    expect(JSON.parse(JSON.stringify(definition))).toEqual(definition);
  });

  it('misses each required field of the sample by name', () => {
    const scope = scopeOf(entryOf(definition.sample), today);
    const required = definition.fields.filter(
      (field) => !isEnvelopeField(field.id) && isRelevant(field, scope) && isRequired(field, scope),
    );
    expect(required.length).toBeGreaterThan(0);
    for (const field of required) {
      const values = Object.fromEntries(Object.entries(definition.sample).filter(([id]) => id !== field.id));
      expect(blocking(definition, values).map((problem) => problem.fieldId)).toContain(field.id);
    }
  });

  it('draws a title, a summary and a ledger line in both languages', () => {
    const entry = entryOf(definition.sample);
    for (const locale of ['zh', 'en'] as const) {
      expect(lineText(definition.title, definition, entry, { locale })).not.toBe('');
      expect(lineText(definition.summary, definition, entry, { locale })).not.toBe('');
      expect(ledgerRow(definition, entry, { locale })).toHaveLength(definition.ledgerColumns.length);
    }
  });

  it('shows at most ten fields before the folded ones', () => {
    expect(definition.fields.filter((field) => field.folded !== true).length).toBeLessThanOrEqual(10);
  });
});

describe('the registry', () => {
  it('holds each kind of work and the person', () => {
    expect(recordTypes.all.map((definition) => definition.id).sort()).toEqual([
      'advocacy-event',
      'baseline',
      'cadre-review',
      'campaign',
      'campaign-progress',
      'care-target',
      'care-update',
      'centre-task',
      'civil-post-application',
      'civil-post-review',
      'commitment-evaluation',
      'commitment-progress',
      'committee-seat',
      'condolence-visit',
      'cooperation',
      'demo-base',
      'demo-creation',
      'demo-stage',
      'document-handling',
      'essay',
      'family-honour',
      'family-mediation',
      'funding',
      'grade-result',
      'grading-scheme',
      'handover-receipt',
      'home-visit',
      'honour',
      'issued-document',
      'job-service',
      'leading-group',
      'learning-event',
      'livelihood-answer',
      'livelihood-issue',
      'meeting',
      'next-step',
      'next-step-progress',
      'org-member',
      'outline-indicator',
      'pair-end',
      'pair-support',
      'pair-visit',
      'party-group-meeting',
      'party-linkage',
      'person',
      'post-handover',
      'public-commitment',
      'received-document',
      'rectification',
      'reflection',
      'regulation',
      'screening-counts',
      'skill-contest',
      'skilled-woman',
      'status-change',
      'study-progress',
      'supervision',
      'supervision-issue',
      'task',
      'task-progress',
      'theme-education-form',
      'theme-education-review',
      'training-attendance',
      'training-course',
      'volunteer',
      'volunteer-activity',
      'volunteer-leave',
      'volunteer-team',
      'womens-council',
      'womens-home',
      'womens-org',
      'work-brief',
    ]);
  });

  it('continues only standing types that it holds', () => {
    const continued = recordTypes.all.flatMap((definition) => definition.continues ?? []);
    expect(continued.length).toBeGreaterThan(0);
    for (const type of continued) expect(recordTypes.get(type)?.life).toBe('standing');
  });

  it('offers rows only into fields that they have, and cares only for people whom it names', () => {
    const groups = recordTypes.all.flatMap(({ fields }) =>
      fields.flatMap((field) => (field.kind === 'group' && field.offers !== undefined ? [field] : [])),
    );
    expect(groups.length).toBeGreaterThan(0);
    for (const { fields, offers } of groups) {
      const kinds = new Map<string, string>(fields.map(({ id, kind }) => [id, kind]));
      expect(kinds.get(offers?.record ?? '')).toBe('record');
      expect(kinds.get(offers?.content ?? '')).toBe('text');
      if (offers?.of === 'peopleInCare') expect(kinds.get(offers.person)).toBe('person');
      if (offers?.of !== 'openMatters') continue;
      expect(kinds.get(offers.dueOn)).toBe('date');
      const choice = fields.find(({ id }) => id === offers.kind.field);
      const options = choice?.kind === 'choice' ? choice.options.map(({ id }) => id) : [];
      const { byType, returned, other } = offers.kind;
      for (const option of [...Object.values(byType), returned, other]) expect(options).toContain(option);
      for (const type of Object.keys(byType)) expect(recordTypes.get(type)?.life).toBe('standing');
    }
    for (const { fields, waitsFor } of recordTypes.all)
      if (waitsFor !== undefined) expect(fields.find(({ id }) => id === waitsFor)?.kind).toBe('person');
    for (const { fields, caresFor } of recordTypes.all) {
      if (caresFor === undefined) continue;
      const ids = new Set(['occurredOn', ...fields.map(({ id }) => id)]);
      expect(fields.find(({ id }) => id === caresFor.person)?.kind).toBe('person');
      const named = caresFor.what.flatMap((part) => ('field' in part ? [part.field] : []));
      for (const id of [...named, ...fieldsIn(caresFor.while ?? null)]) expect(ids).toContain(id);
    }
  });

  it('refuses a definition that names a field it does not have', () => {
    const [first] = recordTypes.all;
    expect(first).toBeDefined();
    if (first === undefined) return;
    expect(() => defineRecordType({ ...first, title: [{ field: 'nowhere' }] })).toThrow(
      'there is no field nowhere',
    );
  });
});

describe('rules across fields', () => {
  const learning = recordTypes.get('learning-event');
  const meeting = recordTypes.get('meeting');
  it('blocks more party members than people', () => {
    if (learning === undefined) throw new Error('learning-event is missing');
    const problems = blocking(learning, { ...learning.sample, attended: 10, partyMembers: 15 });
    expect(problems).toEqual([
      {
        fieldId: 'partyMembers',
        severity: 'block',
        message: {
          zh: '党员人数不能多于实到人数',
          en: 'Party members cannot be more than those who attended',
        },
      },
    ]);
  });

  it('only warns when more attended than were expected', () => {
    if (meeting === undefined) throw new Error('meeting is missing');
    const problems = checkEntry(meeting, entryOf({ ...meeting.sample, attended: 12 }), { today });
    expect(problems.map((problem) => [problem.fieldId, problem.severity])).toEqual([['attended', 'warn']]);
  });

  it('asks for party members only when the oath was renewed', () => {
    if (learning === undefined) throw new Error('learning-event is missing');
    const { partyMembers: _left, ...without } = { partyMembers: 0, ...learning.sample };
    expect(blocking(learning, { ...without, form: 'oath' }).map((problem) => problem.fieldId)).toEqual([
      'partyMembers',
    ]);
    expect(blocking(learning, { ...without, form: 'policy' })).toEqual([]);
  });
});
