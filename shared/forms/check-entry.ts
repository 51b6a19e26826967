// Everything that is wrong with an entry, in words: the same on the device (to help) and on the server (to decide).
import { isJsonObject, type JsonObject, type JsonValue } from '../records/json-value.ts';
import { checkField, type FieldCheckContext } from './check-field.ts';
import type { RecordDefinition } from './define-record-type.ts';
import type { EntryProblem } from './entry-problem.ts';
import { isHeld, isPresent, type ExpressionScope } from './expression.ts';
import { isEnvelopeField, type Field, type GroupField, type Label, type LeafField } from './field-types.ts';
import { identityProblems } from './identity-fields.ts';
import { addDays, isLocalDate } from './local-date.ts';
import { overrideReason, problemsOfReason } from './override-reason.ts';
import { isRelevant, isRequired, scopeOf, type EntryContent } from './relevance.ts';

/** `today` is the local date of the one who asks; `definitionVersion` that of the document when it is known. */
export type EntryContext = { readonly today: string; readonly definitionVersion?: number };

/**
 * The problems of an entry, in the order of the form. Irrelevant fields are not looked at, unknown fields are kept
 * without question, so that an old server never refuses what a newer app added.
 */
export function checkEntry(
  definition: RecordDefinition,
  entry: EntryContent,
  context: EntryContext,
): EntryProblem[] {
  const scope = scopeOf(entry, context.today);
  const isNewerDefinition = (context.definitionVersion ?? definition.version) > definition.version;
  const check: FieldCheckContext = { today: context.today, isNewerDefinition };
  const ofFields = definition.fields
    .filter((field) => isRelevant(field, scope))
    .flatMap((field) => problemsOfField(field, entry, scope, check));
  const ofRules = (definition.rules ?? [])
    .filter((rule) => !isHeld(rule.rule, scope))
    .map((rule): EntryProblem => ({ fieldId: rule.field, severity: rule.severity, message: rule.message }));
  const isDated = definition.fields.some((field) => field.id === 'occurredOn');
  return [
    ...problemsOfDate(entry.occurredOn, context.today, isDated),
    ...ofFields,
    ...identityProblems(definition, entry.values),
    ...ofRules,
    ...problemsOfReason(entry.values),
  ];
}

/** True when nothing blocks the save. */
export function isAcceptable(problems: readonly EntryProblem[]): boolean {
  return problems.every((problem) => problem.severity !== 'block');
}

/** What refuses the entry as it stands: faults, and what may only be with a reason while there is none. */
export function refusing(problems: readonly EntryProblem[], values: JsonObject): readonly EntryProblem[] {
  const hasReason = overrideReason(values) !== '';
  return problems.filter(({ severity, asks }) => severity === 'block' || (asks === 'reason' && !hasReason));
}

/** No work of ours is older; a day before it is a mistyped year. */
const firstDay = '1949-10-01';

function yearAfter(day: string): string {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
}

/** A date that the form does not show is the day of registration: nobody is warned of it. */
function problemsOfDate(occurredOn: string, today: string, isDated: boolean): EntryProblem[] {
  const problem = (severity: 'block' | 'warn', message: Label): EntryProblem[] => [
    { fieldId: 'occurredOn', severity, message },
  ];
  if (!isLocalDate(occurredOn)) return problem('block', { zh: '日期不对', en: 'This is not a date' });
  if (occurredOn < firstDay)
    return problem('block', {
      zh: '日期不能早于1949年10月1日，请看年份',
      en: 'The date cannot be before 1 October 1949: please look at the year',
    });
  if (occurredOn > yearAfter(today))
    return problem('block', {
      zh: '日期不能晚于一年以后，请看年份',
      en: 'The date cannot be more than a year from today: please look at the year',
    });
  if (!isDated) return [];
  if (occurredOn > today) return problem('warn', { zh: '日期在今天之后', en: 'The date is after today' });
  if (occurredOn < addDays(today, -30))
    return problem('warn', { zh: '已过去30天以上', en: 'More than 30 days ago' });
  return [];
}

function problemsOfField(
  field: Field,
  entry: EntryContent,
  scope: ExpressionScope,
  check: FieldCheckContext,
): EntryProblem[] {
  if (field.id === 'occurredOn') return [];
  if (field.id === 'photos') return problemsOfPhotos(field, entry);
  const value = isEnvelopeField(field.id) ? envelopeValue(field.id, entry) : entry.values[field.id];
  if (field.kind === 'group') return problemsOfGroup(field, value, scope, check);
  return problemsOfLeaf(field, value, scope, check).map((problem) => ({ fieldId: field.id, ...problem }));
}

type LeafProblem = Pick<EntryProblem, 'severity' | 'message'>;

function problemsOfLeaf(
  field: LeafField,
  value: JsonValue | undefined,
  scope: ExpressionScope,
  check: FieldCheckContext,
): LeafProblem[] {
  if (field.kind === 'computed') return [];
  if (value === undefined || !isPresent(value)) {
    const { zh, en } = field.label;
    const message = { zh: `请填写“${zh}”`, en: `Please fill in “${en}”` };
    return isRequired(field, scope) ? [{ severity: 'block', message }] : [];
  }
  const fault = checkField(field, value, check);
  if (fault !== null) return [{ severity: 'block', message: fault }];
  return (field.constraints ?? [])
    .filter((constraint) => !isHeld(constraint.rule, scope))
    .map(({ severity, message }) => ({ severity, message }));
}

function problemsOfGroup(
  group: GroupField,
  value: JsonValue | undefined,
  scope: ExpressionScope,
  check: FieldCheckContext,
): EntryProblem[] {
  const blocked = (zh: string, en: string): EntryProblem[] => [
    { fieldId: group.id, severity: 'block', message: { zh, en } },
  ];
  if (value !== undefined && value !== null && !isRowList(value))
    return blocked('这一组填写不完整', 'These rows are not complete');
  const rows = isRowList(value) ? value : [];
  const least = Math.max(group.min ?? 0, isRequired(group, scope) ? 1 : 0);
  if (rows.length < least) return blocked(`请填写“${group.label.zh}”`, `Please fill in “${group.label.en}”`);
  const most = group.max ?? 50;
  if (rows.length > most) return blocked(`最多${most}项`, `At most ${most} rows`);
  if (new Set(rows.map((row) => row.key)).size !== rows.length)
    return blocked('有重复的行', 'A row appears twice');
  return rows.flatMap((row) => problemsOfRow(group, row, { ...scope, row }, check));
}

function problemsOfRow(
  group: GroupField,
  row: JsonObject,
  scope: ExpressionScope,
  check: FieldCheckContext,
): EntryProblem[] {
  return group.fields
    .filter((field) => isRelevant(field, scope))
    .flatMap((field) =>
      problemsOfLeaf(field, row[field.id], scope, check).map((problem): EntryProblem => ({
        fieldId: `${group.id}.${field.id}`,
        ...(typeof row.key === 'string' ? { rowKey: row.key } : {}),
        ...problem,
      })),
    );
}

function problemsOfPhotos(field: Field, entry: EntryContent): EntryProblem[] {
  const most = field.kind === 'photos' ? (field.max ?? 9) : 9;
  if (entry.photos.length <= most) return [];
  return [
    {
      fieldId: field.id,
      severity: 'block',
      message: { zh: `最多${most}张照片`, en: `At most ${most} photos` },
    },
  ];
}

function envelopeValue(id: string, entry: EntryContent): JsonValue | undefined {
  if (id === 'tags') return entry.tags ?? [];
  return id === 'hostUnitId' ? entry.hostUnitId : entry.partnerUnitIds;
}

function isRowList(value: JsonValue | undefined): value is readonly JsonObject[] {
  return Array.isArray(value) && value.every((row) => isJsonObject(row) && typeof row.key === 'string');
}
