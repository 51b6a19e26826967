// Fields that most kinds of work ask for in the same words.
import type { BlobField, DateField, Label, LeafField, NumberField, TextField } from './field-types.ts';

/** The day of the work itself, in the envelope. */
export function dayField(label: Label = { zh: '日期', en: 'Date' }): DateField {
  return { id: 'occurredOn', kind: 'date', required: true, label };
}

/** A place starts as the last one. */
export function placeField(more: Pick<TextField, 'required' | 'folded'>): TextField {
  return {
    ...{ id: 'place', kind: 'text', suggestLast: true, initial: { from: 'last' }, ...more },
    label: { zh: '地点', en: 'Place' },
  };
}

/** The year to which a title belongs, not always that of its day. */
export const yearField = {
  ...{ id: 'year', kind: 'integer', min: 2000, max: 2100, required: true, initial: { from: 'last' } },
  unit: { zh: '年', en: '' },
  label: { zh: '年度', en: 'Year' },
} as const satisfies NumberField;

export const authorityField = {
  ...{ id: 'authority', kind: 'text', folded: true, suggestLast: true, initial: { from: 'last' } },
  label: { zh: '授予机关', en: 'Authority' },
} as const satisfies TextField;

export const noteField = {
  ...{ id: 'note', kind: 'longText', folded: true, maxLength: 500 },
  label: { zh: '备注', en: 'Note' },
} as const satisfies TextField;

export const photosField = {
  ...{ id: 'photos', kind: 'photos', folded: true },
  label: { zh: '照片', en: 'Photos' },
} as const satisfies BlobField;

/** Who held it and who took part, in the envelope. */
export const hostAndPartners: readonly LeafField[] = [
  { id: 'hostUnitId', kind: 'orgUnit', folded: true, label: { zh: '组织单位', en: 'Host unit' } },
  {
    ...{ id: 'partnerUnitIds', kind: 'orgUnit', many: true, folded: true },
    label: { zh: '参与单位', en: 'Partner units' },
  },
];

/** Remarks and pictures, folded, at the end of a form. */
export const noteAndPhotos: readonly LeafField[] = [noteField, photosField];
