// Where a column can go: the fields of a definition whose values can be laid out in columns.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import { isRoster } from './training-roster.ts';
import type { Field, GroupField, Label, LeafField } from '../forms/field-types.ts';

/** `id` is the field's own, or `group.field` for a field in the rows of a group. */
export type ImportTarget = {
  readonly id: string;
  readonly field: LeafField;
  readonly group?: GroupField;
  readonly label: Label;
};

const notInColumns: ReadonlySet<Field['kind']> = new Set([
  'computed',
  'photos',
  'file',
  'signature',
  'record',
]);

const hostUnit: LeafField = {
  id: 'hostUnitId',
  kind: 'orgUnit',
  label: { zh: '组织单位', en: 'Host unit' },
};

/** In the order of the form; a record's host unit can always be given. */
export function targetsOf(definition: RecordDefinition): readonly ImportTarget[] {
  const own = definition.fields.flatMap((field): readonly ImportTarget[] => {
    if (field.kind === 'group')
      return field.fields.filter(isInColumns).map((leaf) => ({
        id: `${field.id}.${leaf.id}`,
        field: leaf,
        group: field,
        label: {
          zh: `${field.itemLabel.zh} · ${leaf.label.zh}`,
          en: `${field.itemLabel.en} · ${leaf.label.en}`,
        },
      }));
    return isInColumns(field) ? [{ id: field.id, field, label: field.label }] : [];
  });
  const needsHost =
    definition.collection === 'records' && !isRoster(definition) && !own.some(({ id }) => id === hostUnit.id);
  return needsHost ? [...own, { id: hostUnit.id, field: hostUnit, label: hostUnit.label }] : own;
}

function isInColumns(field: Field): field is LeafField {
  return field.kind !== 'group' && !notInColumns.has(field.kind);
}

/** A kind that stands alone can be imported; what continues another record needs that record. */
export function isImportable(definition: RecordDefinition): boolean {
  return definition.continues === undefined && targetsOf(definition).length > 1;
}
