// Rows of a table that are no entries: totals, words at the foot, heads printed again, lines with a number only.
import { isKnownHeader, plainHeader } from './header-words.ts';
import type { LeftRow, TableColumn } from './find-table.ts';
import { cellText, type GridRow } from './workbook-grid.ts';

type Why = Pick<LeftRow, 'kind' | 'words'>;

const reasons = {
  total: { zh: '小计、合计行，不导入', en: 'A row of sums, left out' },
  footer: { zh: '表尾的说明，不导入', en: 'Words at the foot of the table, left out' },
  header: { zh: '重复的表头，不导入', en: 'The head again, left out' },
  section: { zh: '分节的标题，不导入', en: 'A heading between the rows, left out' },
  numberOnly: { zh: '只有序号，没有内容，不导入', en: 'A number without content, left out' },
} as const;

const totalWords = /^(本页|全[区县市街镇]|累计)?\s*(小\s*计|合\s*计|总\s*计|累\s*计|共\s*计)/;
const footWords =
  /^[（(]?(填表|填报|制表|审核|审批|负责人|经办|联系人|联系电话|说明|备注|注|单位负责人|统计负责人|盖章|此表|本表|报送)/;

/** Why the row is no entry; undefined for an entry. */
export function classifyRow(
  row: GridRow,
  columns: readonly TableColumn[],
  isBelowEntries: boolean,
): Why | undefined {
  const texts = row.cells.map(cellText);
  const filled = texts.filter((text) => text !== '');
  const why = (kind: keyof typeof reasons): Why => ({ kind, words: reasons[kind] });
  if (texts.slice(0, 4).some((text) => totalWords.test(text))) return why('total');
  const hasNoValue = row.cells.some((cell) => cell?.kind === 'noValue');
  if (filled.length === 0) return why(hasNoValue ? 'total' : 'numberOnly');
  if (isHeadAgain(row, columns)) return why('header');
  if (filled.length === 1) return loneText(filled[0] ?? '', columns, texts, isBelowEntries, why);
  const isSigned = filled.length <= 4 && filled.every((text) => footWords.test(text) || text.length <= 4);
  return isBelowEntries && isSigned && footWords.test(filled[0] ?? '') ? why('footer') : undefined;
}

function loneText(
  text: string,
  columns: readonly TableColumn[],
  texts: readonly string[],
  isBelowEntries: boolean,
  why: (kind: keyof typeof reasons) => Why,
): Why | undefined {
  const column = columns.find(({ index }) => texts[index] !== undefined && texts[index] !== '');
  const isNumber = /^\d+$/.test(text);
  if (isNumber && /^(序号|编号|no)$/.test(plainHeader(column?.label ?? ''))) return why('numberOnly');
  if (footWords.test(text) || (isBelowEntries && text.length > 30)) return why('footer');
  return columns.length > 2 && !isNumber ? why('section') : undefined;
}

function isHeadAgain(row: GridRow, columns: readonly TableColumn[]): boolean {
  const same = columns.filter(({ index, parts }) => {
    const text = cellText(row.cells[index]).replaceAll(/\s+/g, '');
    return text !== '' && parts.includes(text) && (isKnownHeader(text) || parts.length > 0);
  });
  return same.length >= 2 && same.length * 2 > row.cells.filter((cell) => cell !== undefined).length;
}
