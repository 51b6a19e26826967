// What the row's own words propose for a field that no column fills: an option they mean, a place, the way of giving.
import type { ChoiceField, Label, LeafField } from '../forms/field-types.ts';
import type { EntryContent } from '../forms/relevance.ts';
import type { JsonValue } from '../records/json-value.ts';
import type { TableRow } from './find-table.ts';
import { givenIn, isWayOfGiving, itemOfHead } from './gift-columns.ts';
import type { ImportTarget } from './import-target.ts';
import { optionByWords, otherByWords } from './option-words.ts';
import { headOfRow, type Placed } from './place-values.ts';
import { placeInWords } from './place-words.ts';
import { matchOption } from './read-named-cell.ts';
import type { ReadPlan } from './read-plan.ts';
import type { Offer } from './reading.ts';
import { cellText } from './workbook-grid.ts';

export type RowAround = ReadPlan & {
  readonly id: string;
  readonly row: TableRow;
  readonly placed: readonly Placed[];
  /** The row's first text: a topic, whom it was for; '' when it does not say. */
  readonly subject: string;
};

export type Proposed = {
  readonly proposal?: JsonValue;
  readonly offers?: readonly Offer[];
  /** Rows with the same text are one question. */
  readonly likeness: string;
  /** The row's own words, shown in place of `words` when they tell all. */
  readonly written: string;
  readonly words?: Label;
};

/** Undefined when the row says nothing about the field. */
export function proposeMissing(
  around: RowAround,
  entry: EntryContent,
  target: ImportTarget,
  rowKey: string | undefined,
): Proposed | undefined {
  const { field } = target;
  if (field.kind === 'choice' && isWayOfGiving(field)) return wayOfGiving(around, target.label);
  if (field.initial !== undefined && 'from' in field.initial && field.initial.from === 'nearestFestival')
    return ordinaryDay(field, entry);
  if (field.kind === 'choice' || field.kind === 'choices') return meantOption(around, field);
  if (target.group !== undefined && field.kind === 'text') return itemName(around, target, rowKey ?? '');
  return field.kind === 'text' && field.id === 'place' ? placeOf(around, target) : undefined;
}

function meantOption(around: RowAround, field: ChoiceField): Proposed | undefined {
  const options = field.options.filter(({ retired }) => retired !== true);
  const texts = around.row.cells.flatMap((cell) => (cell?.kind === 'text' ? [cell.text] : []));
  const named = new Set(texts.flatMap((text) => matchOption(options, text)?.option.id ?? []));
  const [only] = named;
  const byName = named.size === 1 ? only : undefined;
  const bySubject = optionByWords(field, around.subject);
  const byOthers = new Set(texts.flatMap((text) => optionByWords(field, text) ?? []));
  const [other] = byOthers;
  const meant =
    optionNamed(options, around.subject) ??
    bySubject ??
    byName ??
    (byOthers.size === 1 ? other : undefined) ??
    otherByWords(field, around.subject);
  const id = options.find((option) => option.id === meant)?.id;
  if (id === undefined) return undefined;
  const isOfSubject = id === bySubject || matchOption(options, around.subject)?.option.id === id;
  const proposal = field.kind === 'choice' ? id : [id];
  const written = around.subject;
  return { proposal, written, likeness: isOfSubject ? written : `${written}|${id}` };
}

function optionNamed(options: ChoiceField['options'], text: string): string | undefined {
  return matchOption(options, text)?.option.id;
}

/** A new record starts with the festival near its day; a day far from any is proposed as an ordinary one. */
function ordinaryDay(field: LeafField, { occurredOn }: EntryContent): Proposed | undefined {
  const ordinary = field.kind === 'choice' ? field.options.find(({ id }) => id === 'other') : undefined;
  if (ordinary === undefined || occurredOn === '') return undefined;
  return {
    proposal: ordinary.id,
    likeness: occurredOn,
    written: '',
    words: {
      zh: `${occurredOn}前后没有节日，记“${ordinary.label.zh}”？`,
      en: `No festival near ${occurredOn}: “${ordinary.label.en}”?`,
    },
  };
}

/** Money was given, goods, both, or nothing: the columns say which. */
function wayOfGiving({ placed }: RowAround, label: Label): Proposed | undefined {
  const given = givenIn(placed);
  if (given === undefined) return undefined;
  const heads = { zh: given.heads.map((head) => `“${head}”`).join('、'), en: given.heads.join(', ') };
  const likeness = `${given.kind}|${given.heads.join('|')}`;
  const plain = (proposal: string, zh: string, en: string): Proposed => ({
    ...{ proposal, likeness, written: '', words: { zh, en } },
  });
  if (given.kind === 'cash')
    return plain('money', `只有${heads.zh}有数，是送慰问金？`, `Only ${heads.en}: money was given?`);
  if (given.kind === 'worth')
    return plain('goods', `只有${heads.zh}有数，是送物品？`, `Only ${heads.en}: goods were given?`);
  if (given.kind === 'nothing')
    return plain(
      'service',
      '没有慰问金，也没有慰问品，是只做服务？',
      'Neither money nor goods: a service only?',
    );
  return {
    ...{ likeness, written: '' },
    words: {
      zh: `${heads.zh}都有数。一条记录只有一种${label.zh}，按哪一种记？`,
      en: `${heads.en} are both filled. A record has one “${label.en}”: which?`,
    },
    offers: [
      {
        label: { zh: '送物品，慰问金列为其中一项', en: 'Goods, the money as one of the gifts' },
        value: 'goods',
      },
      {
        label: {
          zh: '送慰问金，慰问品的折价记入备注',
          en: 'Money, what the goods are worth goes to the note',
        },
        value: 'money',
      },
    ],
  };
}

/** What is given in a column of its own is proposed under the column's name, without 折价. */
function itemName(around: RowAround, target: ImportTarget, rowKey: string): Proposed | undefined {
  const header = target.group === undefined ? '' : headOfRow(target.group, around.placed, rowKey);
  if (header === undefined || header === '') return undefined;
  const item = itemOfHead(header);
  return {
    proposal: item,
    likeness: header,
    written: '',
    words: {
      zh: `“${header}”这一列没有写是什么，“${target.field.label.zh}”记“${item}”？`,
      en: `The column “${header}” does not say what it is: “${item}”?`,
    },
  };
}

/** 打扫敬老院 names its place; else what happened in a village happened there. */
function placeOf(around: RowAround, { label }: ImportTarget): Proposed | undefined {
  const named = placeInWords(around.subject);
  if (named !== undefined) return { proposal: named, likeness: around.subject, written: around.subject };
  const column = around.table.columns[around.mapping.columns.indexOf('hostUnitId')];
  const village = column === undefined ? '' : cellText(around.row.cells[column.index]);
  if (column === undefined || village === '') return undefined;
  return {
    proposal: village,
    likeness: column.label,
    written: '',
    words: {
      zh: `没有写“${label.zh}”，填“${column.label}”一列的名字？`,
      en: `“${label.en}” is not said: take the name in the column “${column.label}”?`,
    },
  };
}
