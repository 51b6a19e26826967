// 沿用上次: last time's record lends what nobody typed yet, and keeps what is its own.
import { expect, it } from 'vitest';
import { defineRecordType } from '../../../../shared/forms/define-record-type.ts';
import type { GroupField } from '../../../../shared/forms/field-types.ts';
import { entryLikeLast, initialEntry, initialRow } from '../../../../shared/forms/initial-values.ts';
import { meeting } from '../../../../shared/record-types/meeting.ts';
import { aDocument } from '../../../support/device/documents.ts';

const label = { zh: '栏', en: 'Field' };
const definition = defineRecordType({
  id: 'probe',
  version: 1,
  label,
  tile: '试',
  area: 'daily',
  collection: 'records',
  life: 'event',
  recordedBy: ['village'],
  fields: [
    { id: 'occurredOn', kind: 'date', label, required: true },
    { id: 'place', kind: 'text', label },
    {
      id: 'form',
      kind: 'choice',
      label,
      options: [
        { id: 'a', label },
        { id: 'b', label },
      ],
      initial: { value: 'a' },
    },
    { id: 'note', kind: 'text', label },
    { id: 'paper', kind: 'file', label },
    { id: 'signed', kind: 'signature', label },
  ],
  title: [{ field: 'place' }],
  summary: [],
  ledgerColumns: [],
  sample: { place: 'x' },
});
const context = { today: '2026-11-24', orgUnitId: '420303001202' };
const blob = { sha256: 'a'.repeat(64), mime: 'image/jpeg', bytes: 3 };
const last = aDocument('last', {
  values: { place: '花果村', form: 'b', note: 'old', paper: blob, signed: blob, gone: 1 },
  photos: [blob],
  partnerUnitIds: ['420303001203'],
});

it('fills what is empty or as it started, and nothing else', () => {
  const fresh = initialEntry(definition, { ...context, last });
  const typed = { ...fresh, occurredOn: '2026-11-20', values: { ...fresh.values, note: 'mine' } };
  expect(entryLikeLast(definition, { ...context, last }, typed)).toEqual({
    ...typed,
    values: { place: '花果村', form: 'b', note: 'mine' },
    photos: [],
    partnerUnitIds: ['420303001203'],
  });
});

it('leaves everything as it was typed when there is no last time', () => {
  const typed = { ...initialEntry(definition, context), values: { place: 'here' } };
  expect(entryLikeLast(definition, context, typed)).toEqual(typed);
});

it('expects the executive members of the unit, or as many as last time while none is registered', () => {
  const before = aDocument('before', { values: { expected: 9 } });
  const expected = (more: { executives?: number }) =>
    initialEntry(meeting, { ...context, last: before, ...more }).values['expected'];
  expect(expected({ executives: 11 })).toBe(11);
  expect(expected({ executives: 0 })).toBe(9);
  expect(expected({})).toBe(9);
});

it('begins a row like the row before it, or like the last one of last time', () => {
  const group: GroupField = {
    ...{ id: 'gifts', kind: 'group', label, itemLabel: label },
    fields: [
      { id: 'item', kind: 'text', label },
      { id: 'source', kind: 'text', label, initial: { from: 'last' } },
      { id: 'unit', kind: 'text', label, initial: { value: '袋' } },
    ],
  };
  const given = aDocument('given', { values: { gifts: [{ key: 'a', item: '米', source: 'staff' }] } });
  expect(initialRow(group, 'k', [], undefined)).toEqual({ key: 'k', unit: '袋' });
  expect(initialRow(group, 'k', [], given)).toEqual({ key: 'k', source: 'staff', unit: '袋' });
  expect(initialRow(group, 'k', [{ key: 'b', source: 'company' }], given)).toEqual({
    ...{ key: 'k', source: 'company', unit: '袋' },
  });
});
