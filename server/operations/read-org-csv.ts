// The org tree from CSV text with the columns code,name,parent,level; what is wrong is said with its line.
import { levels, shortUnitName, type OrgUnit } from '../../shared/org/org-unit.ts';

/** A file that is not a tree; the message names the line. */
export class OrgCsvError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OrgCsvError';
  }
}

const columns = ['code', 'name', 'parent', 'level'] as const;

/** Reads a whole tree: every parent is in the file, one unit at the top, each code once. */
export function readOrgCsv(text: string): readonly OrgUnit[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const header = cellsOf(lines[0] ?? '');
  const places = columns.map((column) => header.indexOf(column));
  const missing = columns.find((_, index) => places[index] === -1);
  if (missing !== undefined) throw new OrgCsvError(`line 1: there is no column "${missing}"`);
  const units = lines.flatMap((line, index) =>
    index === 0 || line.trim() === '' ? [] : [unitOf(cellsOf(line), places, index + 1)],
  );
  checkTree(units);
  return units;
}

function unitOf(cells: readonly string[], places: readonly number[], line: number): OrgUnit {
  const [id = '', name = '', parent = '', levelName = ''] = places.map((place) => cells[place]?.trim() ?? '');
  const level = levels.find((known) => known === levelName);
  if (!/^[0-9A-Z-]{2,32}$/.test(id)) throw new OrgCsvError(`line ${line}: "${id}" is not a code`);
  if (name === '' || name.length > 100) throw new OrgCsvError(`line ${line}: the name is empty or too long`);
  if (level === undefined)
    throw new OrgCsvError(`line ${line}: "${levelName}" is not one of ${levels.join(', ')}`);
  return { id, name, shortName: shortUnitName(name), parentId: parent === '' ? null : parent, level };
}

function checkTree(units: readonly OrgUnit[]): void {
  const ids = new Set(units.map((unit) => unit.id));
  const tops = units.filter((unit) => unit.parentId === null);
  const orphan = units.find((unit) => unit.parentId !== null && !ids.has(unit.parentId));
  if (ids.size !== units.length) throw new OrgCsvError('a code stands in the file twice');
  if (orphan !== undefined)
    throw new OrgCsvError(`the parent ${orphan.parentId} of ${orphan.id} is not in the file`);
  if (tops.length !== 1)
    throw new OrgCsvError(`the tree has ${tops.length} units without a parent instead of one`);
  const ranks = new Map(units.map((unit) => [unit.id, levels.indexOf(unit.level)]));
  const upsideDown = units.find(
    (unit) => unit.parentId !== null && (ranks.get(unit.parentId) ?? 0) >= levels.indexOf(unit.level),
  );
  if (upsideDown !== undefined)
    throw new OrgCsvError(`${upsideDown.id} stands under a unit that is not above its level`);
}

/** Cells of one line; a cell in quotes may hold commas and doubled quotes. */
function cellsOf(line: string): readonly string[] {
  const cells: string[] = [];
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
  return cells;
}
