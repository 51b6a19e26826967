// The org tree from CSV text with the columns code,name,parent,level; what is wrong is said with its line.
import { levels, shortUnitName, type OrgUnit } from '../../shared/org/org-unit.ts';
import { SpokenError } from './spoken-error.ts';

/** A file that is not a tree; the message names the line. */
export class OrgCsvError extends SpokenError {}

const columns = ['code', 'name', 'parent', 'level'] as const;

type Line = { readonly unit: OrgUnit; readonly number: number };

/** Reads a whole tree: every parent is in the file, one unit at the top, each code once. */
export function readOrgCsv(text: string): readonly OrgUnit[] {
  const rows = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const header = cellsOf(rows[0] ?? '').map((cell) => cell.trim());
  const places = columns.map((column) => header.indexOf(column));
  const missing = columns.find((_, index) => places[index] === -1);
  if (missing !== undefined) throw atLine(1, `没有“${missing}”这一列`, `there is no column "${missing}"`);
  const lines = rows.flatMap((row, index) =>
    index === 0 || row.trim() === ''
      ? []
      : [{ unit: unitOf(cellsOf(row), places, index + 1), number: index + 1 }],
  );
  checkTree(lines);
  return lines.map((line) => line.unit);
}

function atLine(number: number, zh: string, en: string): OrgCsvError {
  return new OrgCsvError({ zh: `单位表第${number}行：${zh}。`, en: `line ${number}: ${en}` });
}

function unitOf(cells: readonly string[], places: readonly number[], line: number): OrgUnit {
  const [id = '', name = '', parent = '', levelName = ''] = places.map((place) => cells[place]?.trim() ?? '');
  const level = levels.find((known) => known === levelName);
  if (!/^[0-9A-Z-]{2,32}$/.test(id)) throw atLine(line, `“${id}”不是单位代码`, `"${id}" is not a code`);
  if (name === '' || name.length > 100)
    throw atLine(line, '名称是空的或者太长', 'the name is empty or too long');
  if (name.includes('\uFFFD'))
    throw atLine(
      line,
      '文字读不出来，请把文件另存为UTF-8编码',
      'the text is not UTF-8: save the file as UTF-8',
    );
  if (level === undefined)
    throw atLine(
      line,
      `“${levelName}”不是层级，应为${levels.join('、')}之一`,
      `"${levelName}" is not one of ${levels.join(', ')}`,
    );
  return { id, name, shortName: shortUnitName(name), parentId: parent === '' ? null : parent, level };
}

function checkTree(lines: readonly Line[]): void {
  const byId = new Map<string, Line>();
  for (const line of lines) {
    const first = byId.get(line.unit.id);
    if (first !== undefined)
      throw atLine(
        line.number,
        `代码${line.unit.id}在第${first.number}行已经有了`,
        `the code ${line.unit.id} stands in line ${first.number} already`,
      );
    byId.set(line.unit.id, line);
  }
  for (const line of lines) checkParent(line, byId);
  const [top, second] = lines.filter(({ unit }) => unit.parentId === null);
  if (top === undefined)
    throw new OrgCsvError({
      zh: '单位表里没有最上级单位：有一个单位的上级要空着。',
      en: 'the tree has no unit without a parent',
    });
  if (second !== undefined)
    throw atLine(
      second.number,
      `${second.unit.id}没有上级，但第${top.number}行已是最上级单位`,
      `${second.unit.id} has no parent, but line ${top.number} is the top of the tree already`,
    );
}

function checkParent({ unit, number }: Line, byId: ReadonlyMap<string, Line>): void {
  if (unit.parentId === null) return;
  const parent = byId.get(unit.parentId)?.unit;
  if (parent === undefined)
    throw atLine(
      number,
      `${unit.id}的上级${unit.parentId}不在表里`,
      `the parent ${unit.parentId} of ${unit.id} is not in the file`,
    );
  if (levels.indexOf(parent.level) >= levels.indexOf(unit.level))
    throw atLine(
      number,
      `${unit.id}的上级${parent.id}不比它高一级`,
      `${unit.id} stands under ${parent.id}, which is not above its level`,
    );
}

/** Cells of one line; a cell in quotes may hold commas and doubled quotes. */
function cellsOf(line: string): readonly string[] {
  const cells: string[] = [];
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
  return cells;
}
