// What a row becomes, line by line: each field with its words, and what the table said where a person answered.
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { fieldText, valueText, type DescribeOptions } from '../../shared/forms/describe-record.ts';
import type { Field, GroupField, Label } from '../../shared/forms/field-types.ts';
import { isRelevant, scopeOf } from '../../shared/forms/relevance.ts';
import type { ReadRow } from '../../shared/import/read-row.ts';
import { isJsonObject, itemsOf, type JsonObject } from '../../shared/records/json-value.ts';

export type EntryLine = {
  readonly key: string;
  readonly label: Label;
  readonly text: string;
  /** A person answered for it. */
  readonly isAsked: boolean;
  /** What the table says there, where that was doubtful. */
  readonly written: string;
};

type Told = Pick<ReadRow, 'entry' | 'answered'>;

/** In the order of the form; what is empty and was not asked about has no line. */
export function entryLines(
  definition: RecordDefinition,
  row: Told,
  options: DescribeOptions,
): readonly EntryLine[] {
  const scope = scopeOf(row.entry, row.entry.occurredOn);
  return definition.fields
    .filter(({ kind }) => kind !== 'photos' && kind !== 'computed')
    .filter((field) => isRelevant(field, scope))
    .flatMap((field) =>
      field.kind === 'group' ? groupLines(field, row, options) : lineOf(definition, field, row, options),
    )
    .filter(({ text, isAsked }) => text !== '' || isAsked);
}

function lineOf(
  definition: RecordDefinition,
  field: Field,
  { entry, answered }: Told,
  options: DescribeOptions,
): readonly EntryLine[] {
  const asked = answered.filter(({ targetId }) => targetId === field.id);
  return [
    {
      ...{ key: field.id, label: field.label, text: valueText(definition, field.id, entry, options) },
      ...{ isAsked: asked.length > 0, written: writtenIn(asked) },
    },
  ];
}

/** One line for each row of a group: 慰问品 · 折价（元） 2000 元 · … */
function groupLines(
  group: GroupField,
  { entry, answered }: Told,
  options: DescribeOptions,
): readonly EntryLine[] {
  const rows = itemsOf(entry.values[group.id]).filter((row) => isJsonObject(row));
  const asked = answered.filter(({ targetId }) => targetId.startsWith(`${group.id}.`));
  return rows.map((row, at) => ({
    key: `${group.id}|${at}`,
    label: group.itemLabel,
    text: labelledText(group, row, options),
    isAsked: asked.length > 0,
    written: at === rows.length - 1 ? writtenIn(asked, true) : '',
  }));
}

function labelledText(group: GroupField, row: JsonObject, options: DescribeOptions): string {
  return group.fields
    .flatMap((field) => {
      const value = row[field.id] ?? null;
      if (value === true) return [field.label[options.locale]];
      const text = value === false ? '' : fieldText(field, value, options);
      return text === '' ? [] : [`${field.label[options.locale]} ${text}`];
    })
    .join(' · ');
}

/** Of several columns each with its head. */
function writtenIn(asked: Told['answered'], isNamed = false): string {
  const texts = asked
    .filter(({ written }) => written !== '')
    .map(({ header, written }) => (isNamed ? `${header}“${written}”` : `“${written}”`));
  return [...new Set(texts)].join(' ');
}
