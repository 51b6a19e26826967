// Facts that are read from one record of the unit itself: a title, a number, a day, the post of a head, what comes next.
import { dateText, fieldText } from '../forms/describe-record.ts';
import { words } from '../forms/shorthand.ts';
import { isTrue } from '../forms/expression.ts';
import { scopeOf } from '../forms/relevance.ts';
import { isJsonObject, itemsOf, type JsonValue } from '../records/json-value.ts';
import type { SyncedDocument } from '../records/record.ts';
import { standingState } from '../records/standing-state.ts';
import type { Locale } from './approximate-number.ts';
import type { PickSource } from './define-outline.ts';
import type { FactContext, Found } from './read-facts.ts';

const mostJoined = 3;
/** What lies ahead stands in months that nobody has locked yet, unless it was written down earlier. */
const nothingAhead = {
  kind: 'none',
  words: words(
    '已锁期的月份里没有登记还未到期的打算；日期在未锁期月份的计划只进预览稿',
    'nothing that lies ahead was entered in a locked month; plans of open months stand in a preview only',
  ),
} as const;

const unlikeDays = {
  kind: 'none',
  words: words('下级填报的日期不是同一天', 'the units below name different days'),
} as const;

/** The first, the last, or up to three of them; those that name the campaign before all others. */
export function pickedValue(pick: PickSource, context: FactContext): Found {
  const chosen = choose(pick, context);
  if (chosen.length === 0 && pick.isElseFromBelow === true) return valueFromBelow(pick, context);
  const texts = chosen.flatMap((record) => {
    const value = readOf(pick, record, context);
    if (value === undefined || value === '') return [];
    // A title inside the title marks of the sentence takes the inner ones.
    return [typeof value === 'string' ? value.replaceAll('《', '〈').replaceAll('》', '〉') : value];
  });
  const records = chosen.map(({ id }) => id);
  const [only] = texts;
  if (only === undefined)
    return pick.isAhead === true && !context.question.isPreview
      ? { records, gap: nothingAhead }
      : { records };
  if (texts.length === 1) return { value: only, records };
  return { value: texts.join(context.locale === 'zh' ? '；' : '; '), records };
}

/** Of each unit what it said last: up to three different texts; of more the first and how many there are. */
function valueFromBelow(pick: PickSource, context: FactContext): Found {
  const ofType = context.material.below.filter(({ type }) => type === pick.type);
  // Oldest first: of each unit its newest.
  const said = [...new Map(ofType.map((record) => [record.orgUnitId, record])).values()];
  const records = said.map(({ id }) => id);
  const different = [...new Set(said.map((record) => readOf(pick, record, context) ?? ''))].filter(
    (value) => value !== '',
  );
  const [only] = different;
  if (only === undefined || different.length === 1)
    return only === undefined ? { records } : { value: only, records };
  if (pick.field === 'occurredOn') return { records, gap: unlikeDays };
  if (context.locale === 'en')
    return {
      value:
        different.length > mostJoined ? `${only} and ${different.length - 1} more` : different.join(', '),
      records,
    };
  return {
    value: different.length > mostJoined ? `${only}等${different.length}处` : different.join('、'),
    records,
  };
}

function choose(pick: PickSource, context: FactContext): readonly SyncedDocument[] {
  const { material, deps } = context;
  const campaign = material.own.find(({ type }) => type === 'campaign')?.values['name'];
  const stem = typeof campaign === 'string' ? campaign.replace(/活动$/, '') : undefined;
  const fitting = material.own.filter((record) => {
    if (record.type !== pick.type) return false;
    if (pick.where !== undefined && !isTrue(pick.where, scopeOf(record, record.occurredOn))) return false;
    if ((readOf(pick, record, context) ?? '') === '') return false;
    if (pick.isAhead !== true) return true;
    const about = material.own.filter(({ aboutId }) => aboutId === record.id);
    const day = pick.dueOn === undefined ? record.occurredOn : record.values[pick.dueOn];
    return !standingState(about, deps.registry).isClosed && typeof day === 'string' && day > material.cutOff;
  });
  const naming = fitting.filter(
    (record) => stem !== undefined && JSON.stringify(record.values).includes(stem),
  );
  const ordered = naming.length > 0 && pick.choose === 'first' ? naming : fitting;
  if (pick.choose === 'all') return ordered.slice(0, mostJoined);
  return ordered.slice(...(pick.choose === 'first' ? [0, 1] : [-1]));
}

function readOf(pick: PickSource, record: SyncedDocument, context: FactContext): string | number | undefined {
  const { locale, deps } = context;
  if (pick.field === 'occurredOn') return record.occurredOn;
  const value = record.values[pick.field] ?? null;
  if (pick.row !== undefined) return rowsText(pick.row, value, record, locale);
  if (typeof value === 'number') return value;
  const field = deps.registry.get(record.type)?.fields.find(({ id }) => id === pick.field);
  if (field === undefined) return undefined;
  const text = fieldText(field, value, { locale }).replace(/[。.；;]+$/, '');
  const due = pick.dueOn === undefined ? undefined : record.values[pick.dueOn];
  if (typeof due !== 'string' || text === '') return text;
  return locale === 'zh' ? `${text}，于${dateText(due, 'zh')}前完成` : `${text} by ${dateText(due, 'en')}`;
}

/** “坚强阵地”和“温暖之家”: texts of rows, quoted when there are several or when they are themes. */
function rowsText(
  row: NonNullable<PickSource['row']>,
  value: JsonValue,
  record: SyncedDocument,
  locale: Locale,
): string | undefined {
  const scope = scopeOf(record, record.occurredOn);
  const texts = itemsOf(value).flatMap((each) => {
    if (!isJsonObject(each)) return [];
    if (row.where !== undefined && !isTrue(row.where, { ...scope, row: each })) return [];
    const text = each[row.field];
    return typeof text === 'string' && text !== '' ? [text] : [];
  });
  if (texts.length === 0) return undefined;
  if (row.where !== undefined) return texts.join(locale === 'zh' ? '、' : ', ');
  const quoted = texts.map((text) => `“${text}”`);
  if (quoted.length === 2) return quoted.join(locale === 'zh' ? '和' : ' and ');
  return quoted.join(locale === 'zh' ? '' : ', ');
}
