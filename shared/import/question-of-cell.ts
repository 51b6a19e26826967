// The question about one doubtful cell: what else its answer brings along, and which cells are asked about together.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import type { Label } from '../forms/field-types.ts';
import type { JsonValue } from '../records/json-value.ts';
import type { TableColumn, TableRow } from './find-table.ts';
import { giftHead } from './gift-columns.ts';
import type { Also, Question } from './import-question.ts';
import type { ImportTarget } from './import-target.ts';
import { unknownMark } from './place-values.ts';
import type { ReadPlan } from './read-plan.ts';
import type { Doubt, Offer, Reading } from './reading.ts';
import { cellText } from './workbook-grid.ts';

type Doubtful = Extract<Reading, { kind: 'doubt' }>;
export type Doubted = {
  readonly column: TableColumn;
  readonly target: ImportTarget;
  readonly reading: Doubtful;
  readonly subject: string;
};

/** What is lost when such a cell becomes an exact value: the words are kept in the record's note. */
const losesWords: ReadonlySet<Doubt> = new Set([
  'rough',
  'otherCounter',
  'roughMoney',
  'dayMissing',
  'dayRange',
]);

export function questionOfCell(plan: ReadPlan, row: TableRow, rowId: string, doubted: Doubted): Question {
  const { column, target, reading, subject } = doubted;
  const written = cellText(row.cells[column.index]);
  const isUnknowable = canBeUnknown(column, target);
  const place = {
    ...{ id: `${rowId}|${column.letter}`, rowId, sheet: plan.table.sheet, row: row.number },
    ...{ column: column.letter, header: column.label, targetId: target.id, field: target.field },
    ...{ label: target.label, subject, written, doubt: reading.doubt },
    mayBeEmpty: target.field.required !== true || isUnknowable,
    likeKey: `${target.id}|${reading.doubt}|${likenessOf(plan, rowId, doubted, written)}`,
  };
  if (reading.doubt === 'unitWithMore') return { ...place, ...unitAndPost(plan, doubted) };
  const also = noteOf(plan.definition, reading.doubt, column, written);
  const { words, proposal, offers } =
    reading.doubt === 'roughMoney' ? roughMoney(reading, written, isUnknowable, also !== undefined) : reading;
  const isTold = also === undefined || reading.doubt === 'roughMoney';
  const kept = { zh: `${words.zh}（原文记入备注）`, en: `${words.en} (as written in the note)` };
  return {
    ...{ ...place, words: isTold ? words : kept },
    ...(proposal === undefined ? {} : { proposal }),
    ...(offers === undefined ? {} : { offers }),
    ...(also === undefined ? {} : { also }),
  };
}

/** Money itself is known to whoever gave it; what goods are worth may not be. */
function canBeUnknown(column: TableColumn, target: ImportTarget): boolean {
  const head = column.parts.at(-1) ?? column.label;
  return Object.keys(unknownMark(target)).length > 0 && giftHead(head) !== 'cash';
}

/**
 * Two people of one name are two questions; what a column of money holds is no question about goods; a day outside of its
 * sheet's months is a question about the sheet.
 */
function likenessOf(
  plan: ReadPlan,
  rowId: string,
  { reading, target, column }: Doubted,
  written: string,
): string {
  if (reading.doubt === 'unitWithMore') return reading.rest ?? written;
  if (reading.doubt === 'samePerson' || reading.doubt === 'otherName') return rowId;
  if (reading.doubt === 'outsidePeriod') return plan.table.sheet;
  if (reading.doubt === 'roughMoney') return `${column.label}|${written}`;
  const isNumbered = plan.targets.some(
    ({ field, id }) => field.kind === 'identityNumber' && plan.mapping.columns.includes(id),
  );
  return target.field.kind === 'person' && isNumbered ? rowId : written;
}

type Asked = { readonly words: Label; readonly proposal?: JsonValue; readonly offers?: readonly Offer[] };

/** Nobody knows it exactly: that is the first answer; the round sum the second, its words kept. */
function roughMoney(
  { proposal = null }: Doubtful,
  written: string,
  isUnknowable: boolean,
  isKept: boolean,
): Asked {
  const yuan = typeof proposal === 'number' ? String(proposal / 100) : '';
  const kept = isKept
    ? { zh: `（原文“${written}”记入备注）`, en: ` (“${written}” goes to the note)` }
    : { zh: '', en: '' };
  const round: Offer = {
    label: { zh: `按${yuan}元记${kept.zh}`, en: `Take ${yuan} yuan${kept.en}` },
    value: proposal,
  };
  const unknown: Offer = {
    label: { zh: `折价不详${kept.zh}`, en: `Value unknown${kept.en}` },
    value: null,
  };
  return {
    words: { zh: `写的是大概数“${written}”，没有准数`, en: `“${written}” is rough, not an exact amount` },
    offers: isUnknowable ? [unknown, round] : [round],
    ...(isUnknowable ? { proposal: null } : {}),
  };
}

/** The post behind a unit's name: a role when the definition has it, else words for the note. */
function unitAndPost(
  { definition }: ReadPlan,
  { reading, column, target }: Doubted,
): Asked & { readonly also?: Also } {
  const rest = reading.rest ?? '';
  const post = rest.replace(/^[-—·,，、\s]*(妇女联合会|妇联|妇代会)/, '').trim();
  const roles = definition.fields.find(({ id }) => id === 'roles');
  const role = roles?.kind === 'choices' ? roles.options.find(({ label }) => label.zh === post) : undefined;
  const unit = {
    zh: `“${target.label.zh}”记前面的单位`,
    en: `“${target.label.en}” takes the unit before it`,
  };
  const proposal = reading.proposal ?? null;
  if (role !== undefined)
    return {
      proposal,
      words: {
        zh: `单位后面写着“${rest}”：${unit.zh}，身份记“${role.label.zh}”？`,
        en: `“${rest}” stands behind the unit: ${unit.en}, and she is “${role.label.en}”?`,
      },
      also: { values: { roles: [role.id] } },
    };
  const note = hasNote(definition) ? `${column.parts.at(-1) ?? column.label}：${rest}` : undefined;
  const where =
    note === undefined
      ? { zh: `“${rest}”不导入`, en: `“${rest}” is left out` }
      : { zh: `“${rest}”记入备注`, en: `“${rest}” goes to the note` };
  return {
    proposal,
    words: {
      zh: `单位后面写着“${rest}”：${unit.zh}，${where.zh}？`,
      en: `“${rest}” stands behind the unit: ${unit.en}, and ${where.en}?`,
    },
    ...(note === undefined ? {} : { also: { note } }),
  };
}

function noteOf(
  definition: RecordDefinition,
  doubt: Doubt,
  column: TableColumn,
  written: string,
): Also | undefined {
  if (!losesWords.has(doubt) || !hasNote(definition)) return undefined;
  return { note: `${column.parts.at(-1) ?? column.label}原文“${written}”` };
}

function hasNote(definition: RecordDefinition): boolean {
  return definition.fields.some(({ id, kind }) => id === 'note' && (kind === 'text' || kind === 'longText'));
}
