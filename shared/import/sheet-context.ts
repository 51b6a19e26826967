// What a sheet says about all its rows: the year, the half-year or month, and whether amounts are in 万元.
import { addDays } from '../forms/local-date.ts';
import { createUnitNames } from './unit-names.ts';
import type { OrgUnit } from '../org/org-unit.ts';
import type { SheetTable } from './find-table.ts';
import type { KnownPerson, ReadContext } from './reading.ts';

export type ImportSurroundings = {
  readonly today: string;
  /** Units that the account may name. */
  readonly units: readonly OrgUnit[];
  readonly people: readonly KnownPerson[];
};

type SheetWords = Pick<SheetTable, 'sheet' | 'title'>;

/** The look-ups that all sheets of a file share, made once. */
export function createSurroundings(
  around: ImportSurroundings,
): Pick<ReadContext, 'today' | 'unitsNamed' | 'unitAtStart' | 'peopleNamed' | 'personNumbered'> {
  const byName = new Map<string, KnownPerson[]>();
  const byNumber = new Map(
    around.people.flatMap((person): [string, KnownPerson][] =>
      person.idNo === undefined ? [] : [[person.idNo, person]],
    ),
  );
  for (const person of around.people) {
    const same = byName.get(person.name);
    if (same === undefined) byName.set(person.name, [person]);
    else same.push(person);
  }
  return {
    today: around.today,
    ...createUnitNames(around.units),
    peopleNamed: (name) => byName.get(name) ?? [],
    personNumbered: (idNo) => byNumber.get(idNo),
  };
}

/** The year that the title, the sheet's name or the file's name says, in this order. */
export function yearOf({ sheet, title }: SheetWords, fileName: string): number | undefined {
  for (const words of [title, sheet, fileName]) {
    const found = /(?:^|\D)((?:19|20)\d{2})(?:\s*年|\D|$)/.exec(words.normalize('NFKC'));
    if (found !== null) return Number(found[1]);
  }
  return undefined;
}

/** The days that 上半年, 三季度 or 5月份 in the title or the sheet's name mean; undefined when they say none. */
export function periodOf(words: SheetWords, fileName: string): ReadContext['period'] {
  const year = yearOf(words, fileName);
  const text = `${words.sheet} ${words.title}`.normalize('NFKC');
  if (year === undefined) return undefined;
  const months = (from: number, count: number): ReadContext['period'] => {
    const next =
      from + count > 12 ? `${year + 1}-01-01` : `${year}-${String(from + count).padStart(2, '0')}-01`;
    return { from: `${year}-${String(from).padStart(2, '0')}-01`, until: addDays(next, -1) };
  };
  if (text.includes('上半年')) return months(1, 6);
  if (text.includes('下半年')) return months(7, 6);
  const quarter = /([一二三四1-4])季度/.exec(text)?.[1];
  if (quarter !== undefined) return months(('一二三四'.indexOf(quarter) + 1 || Number(quarter)) * 3 - 2, 3);
  const month = /(?:^|\D)(\d{1,2})月份/.exec(text)?.[1];
  return month !== undefined && Number(month) >= 1 && Number(month) <= 12
    ? months(Number(month), 1)
    : undefined;
}

/** True when the head of a column, or else the words above the table, count money in 万元. */
export function isInTenThousands(header: string, title: string): boolean {
  if (/万元/.test(header)) return true;
  return !/元/.test(header) && /单位[:：][^）)]*万元/.test(title);
}
