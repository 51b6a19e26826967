// A form that stood open while its record changed: what was touched goes over what stands now, the rest follows.
import { expect, it } from 'vitest';
import { clashProblems, entryOf, rebaseEntry } from '../../../../client/capture/rebase-entry.ts';
import { defineRecordType } from '../../../../shared/forms/define-record-type.ts';
import { aDocument } from '../../../support/device/documents.ts';

const definition = defineRecordType({
  id: 'probe',
  version: 2,
  label: { zh: '试', en: 'Probe' },
  tile: '试',
  area: 'daily',
  collection: 'records',
  life: 'event',
  recordedBy: ['village'],
  fields: [
    { id: 'place', kind: 'text', label: { zh: '地点', en: 'Place' } },
    { id: 'people', kind: 'integer', label: { zh: '人数', en: 'People' } },
    { id: 'note', kind: 'text', label: { zh: '备注', en: 'Note' } },
  ],
  title: [{ field: 'place' }],
  summary: [],
  ledgerColumns: [],
  upgrades: [[{ rename: { from: 'where', to: 'place' } }]],
  sample: { place: 'x' },
});
const found = aDocument('a', {
  definitionVersion: 1,
  values: { where: '花果村', people: 5, later: 'kept' },
  rev: 1,
});
const shown = { ...entryOf(found), values: { place: '花果村', people: 5, later: 'kept' } };

it('what was not touched follows the record, unknown fields included', () => {
  const now = {
    ...found,
    rev: 2,
    occurredOn: '2026-10-19',
    values: { where: '花果村', people: 7, later: 'new' },
  };
  const edited = { ...shown, values: { ...shown.values, note: '下雨' } };
  expect(rebaseEntry(definition, found, edited, now)).toEqual({
    entry: {
      ...edited,
      occurredOn: '2026-10-19',
      values: { place: '花果村', people: 7, note: '下雨', later: 'new' },
    },
    clashes: [],
  });
});

it('what both changed is told, and what was typed here stands', () => {
  const now = { ...found, rev: 2, occurredOn: '2026-10-19', values: { where: '大峡村', people: 7 } };
  const edited = {
    ...shown,
    occurredOn: '2026-10-20',
    values: { place: '放马坪', people: 5, later: 'kept' },
  };
  const { entry, clashes } = rebaseEntry(definition, found, edited, now);
  expect([...clashes].sort()).toEqual(['occurredOn', 'place']);
  expect(entry).toMatchObject({ occurredOn: '2026-10-20', values: { place: '放马坪', people: 7 } });
  expect(clashProblems(clashes).map(({ fieldId, severity }) => [fieldId, severity])).toEqual(
    clashes.map((field) => [field, 'warn']),
  );
});

it('a field that was emptied here stays empty, also against a change', () => {
  const now = { ...found, rev: 2, values: { where: '花果村', people: 7 } };
  const edited = { ...shown, values: { place: '花果村' } };
  expect(rebaseEntry(definition, found, edited, now)).toMatchObject({ clashes: ['people'] });
  expect(rebaseEntry(definition, found, edited, now).entry.values).toEqual({ place: '花果村' });
  expect(rebaseEntry(definition, found, edited, found).entry.values).toEqual({ place: '花果村' });
});
