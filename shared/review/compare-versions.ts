// Two versions of a record field by field, in the words of its definition.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import { valueText, type DescribeOptions } from '../forms/describe-record.ts';
import { isPresent } from '../forms/expression.ts';
import { isEnvelopeField, type Field, type Label } from '../forms/field-types.ts';
import { overrideReason, overrideReasonId } from '../forms/override-reason.ts';
import { isRelevant, scopeOf } from '../forms/relevance.ts';
import { upgradeRecord } from '../forms/upgrade-record.ts';
import { canonicalJson } from '../records/content-hash.ts';
import type { SyncedDocument } from '../records/record.ts';

export type ComparedField = {
  readonly fieldId: string;
  readonly label: Label;
  /** '' where nothing was or is filled in. */
  readonly before: string;
  readonly now: string;
  readonly isChanged: boolean;
};

/** In the order of the form; fields that are empty in both versions are left out. */
export function compareVersions(
  definition: RecordDefinition,
  before: SyncedDocument,
  now: SyncedDocument,
  options: DescribeOptions,
): readonly ComparedField[] {
  const [old, recent] = [upgradeRecord(definition, before), upgradeRecord(definition, now)];
  const ofFields = definition.fields.map((field) => ({
    fieldId: field.id,
    label: field.label,
    before: textOf(definition, field, old, options),
    now: textOf(definition, field, recent, options),
    isChanged: differs(definition, field, old, recent, options),
  }));
  return [...ofFields, comparedReason(old, recent)].filter(
    (field) => field.before !== '' || field.now !== '' || field.isChanged,
  );
}

/** Why a warning was overridden belongs to what a reviewer reads. */
function comparedReason(old: SyncedDocument, recent: SyncedDocument): ComparedField {
  const [before, now] = [overrideReason(old.values), overrideReason(recent.values)];
  const label = { zh: '填写说明', en: 'Why so' };
  return { fieldId: overrideReasonId, label, before, now, isChanged: before !== now };
}

/** A field that does not apply to a version says nothing in it. */
function textOf(
  definition: RecordDefinition,
  field: Field,
  record: SyncedDocument,
  options: DescribeOptions,
): string {
  if (!isRelevant(field, scopeOf(record, record.occurredOn))) return '';
  const isWordless = field.kind === 'signature' || field.kind === 'file' || field.kind === 'record';
  if (isWordless && isPresent(record.values[field.id])) return options.locale === 'zh' ? '有' : 'yes';
  return valueText(definition, field.id, record, options);
}

/** What is derived changed when its words did; of anything else the content counts, also where the words are the same. */
function differs(
  definition: RecordDefinition,
  field: Field,
  old: SyncedDocument,
  recent: SyncedDocument,
  options: DescribeOptions,
): boolean {
  if (field.kind === 'computed')
    return textOf(definition, field, old, options) !== textOf(definition, field, recent, options);
  return contentOf(field, old) !== contentOf(field, recent);
}

function contentOf(field: Field, record: SyncedDocument): string {
  if (!isRelevant(field, scopeOf(record, record.occurredOn))) return 'null';
  const value = isEnvelopeField(field.id) ? record[field.id] : record.values[field.id];
  return canonicalJson(value ?? null);
}
