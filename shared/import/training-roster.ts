// 培训花名册: a table whose rows are the people of one course. They come in as one course and its attendance.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import { initialEntry } from '../forms/initial-values.ts';
import { isLocalDate } from '../forms/local-date.ts';
import type { EntryContent } from '../forms/relevance.ts';
import type { JsonObject, JsonValue } from '../records/json-value.ts';
import { optionByWords } from './option-words.ts';

const [rosterId, group] = ['training-roster', 'attendees'];

/**
 * What one row says, as a kind to import: an attendee of `attendance` (培训办理), and the number by which she is found in
 * the registry, which is not stored with the course. Nothing is ever saved under its id.
 */
export function rosterOf(attendance: RecordDefinition): RecordDefinition {
  const attendees = attendance.fields.find(({ id }) => id === group);
  return {
    ...{ id: rosterId, version: 1, tile: '册', area: attendance.area, collection: 'records', life: 'event' },
    label: { zh: '培训花名册', en: 'Training roster' },
    recordedBy: attendance.recordedBy,
    fields: [
      ...(attendees?.kind === 'group' ? attendees.fields : []),
      {
        ...{ id: 'idNo', kind: 'identityNumber', sensitivity: 2 },
        label: { zh: '身份证号（只用来找人）', en: 'Identity number (only to find her)' },
      },
    ],
    title: [{ field: 'person' }],
    summary: [{ field: 'post' }, { zh: ' · ', en: ' · ' }, { field: 'assessment' }],
    ledgerColumns: [],
    sample: {},
  };
}

/** The most people whom one record of a course can name. */
export const mostAttendees = 200;

export function isRoster({ id }: Pick<RecordDefinition, 'id'>): boolean {
  return id === rosterId;
}

/** Where and by whom a course is entered that no plan was written for. */
export type CourseSurroundings = { readonly today: string; readonly orgUnitId: string };

/** A `course` (培训计划) as the words above the table tell it; what they do not say is left for a person. */
export function courseFromTitle(
  course: RecordDefinition,
  title: string,
  count: number,
  { today, orgUnitId }: CourseSurroundings,
): EntryContent {
  const words = title.normalize('NFKC');
  const fresh = initialEntry(course, { today, orgUnitId });
  const name = nameIn(title);
  const days = daysIn(words);
  const kind = course.fields.find(({ id }) => id === 'courseKind');
  const courseKind = kind?.kind === 'choice' ? optionByWords(kind, words) : undefined;
  const said: Record<string, JsonValue | undefined> = {
    ...{ name, courseKind, endsOn: days?.until, plannedCount: count },
    organiser: /主办(?:单位|方)?[::]\s*([^\s,;,;。]+)/.exec(words)?.[1],
    place: /(?:培训)?地点[::]\s*([^\s,;,;。]+)/.exec(words)?.[1],
  };
  const values = Object.fromEntries(
    Object.entries(said).flatMap(([id, value]): [string, JsonValue][] =>
      value === undefined ? [] : [[id, value]],
    ),
  );
  return { ...fresh, occurredOn: days?.from ?? '', values: { ...fresh.values, ...values } };
}

/** 2026年全区妇联干部培训班学员花名册 → 2026年全区妇联干部培训班. */
function nameIn(words: string): string | undefined {
  const piece = words.split(/\s+/).find((each) => /培训|学习班|讲座|研修|轮训/.test(each));
  return piece?.replace(/(参训|参加|学员|人员)*(花名册|名册|名单|签到表|签到册|登记表|统计表|汇总表)+$/, '');
}

/** 2026年11月20日至22日 · 2026.11.20-11.22 · 2026年11月20日. */
function daysIn(words: string): { readonly from: string; readonly until: string } | undefined {
  const found =
    /(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?(?:\s*[-—–~至到]+\s*(?:(\d{4})[年./-])?(?:(\d{1,2})[月./-])?(\d{1,2})日?)?/.exec(
      words,
    );
  if (found === null) return undefined;
  const [, year = '', month = '', day = '', untilYear = year, untilMonth = month, untilDay = day] = found;
  const from = dayOf(year, month, day);
  const until = dayOf(untilYear, untilMonth, untilDay);
  return isLocalDate(from) && isLocalDate(until) ? { from, until } : undefined;
}

function dayOf(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The course held, with everybody of the rows: each row says one attendee. `day` is when it ended. */
export function attendanceOf(
  attendance: RecordDefinition,
  rows: readonly Pick<EntryContent, 'values'>[],
  day: string,
  { today, orgUnitId }: CourseSurroundings,
): EntryContent {
  const fresh = initialEntry(attendance, { today, orgUnitId });
  const attendees = rows.map(({ values }, at): JsonObject => {
    const { idNo: _, ...attendee } = values;
    return { ...attendee, key: `attendee-${at + 1}` };
  });
  return {
    ...fresh,
    occurredOn: day,
    values: { ...fresh.values, state: 'held', attended: attendees.length, attendees },
  };
}
