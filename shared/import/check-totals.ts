// Sums that the table states, held against its rows: a difference is said, never mended.
import type { Label } from '../forms/field-types.ts';
import type { SheetTable } from './find-table.ts';
import { cellText, type GridCell } from './workbook-grid.ts';
import { readAmount } from './written-amount.ts';

/** Differences in words, row by row. Sums whose formula the file holds without a result are not looked at. */
export function checkTotals(table: SheetTable): readonly Label[] {
  return table.left
    .filter(({ kind }) => kind === 'total')
    .flatMap((total) => {
      const isPart = /^\S{0,2}小\s*计/.test(total.text.trim());
      const before = table.left
        .filter((other) => other.kind === 'total' && other.number < total.number)
        .at(-1);
      const from = isPart ? (before?.number ?? 0) : 0;
      const rows = table.rows.filter((row) => row.number > from && row.number < total.number);
      return table.columns.flatMap(({ index, label, letter }): readonly Label[] => {
        const stated = amountIn(total.cells[index]);
        const summed = rows.map((row) => amountIn(row.cells[index]));
        const sum = summed.reduce<number>((all, amount) => all + (amount ?? 0), 0);
        const isAllRead = rows.every(
          (row, at) => summed[at] !== undefined || cellText(row.cells[index]) === '',
        );
        if (stated === undefined || !isAllRead || Math.abs(stated - sum) < 0.005) return [];
        return [
          {
            zh: `“${table.sheet}”第${total.number}行${letter}列（${label}）写的是${stated}，各行相加是${round(sum)}`,
            en: `“${table.sheet}” row ${total.number}, column ${letter} (${label}) says ${stated}, the rows add up to ${round(sum)}`,
          },
        ];
      });
    });
}

function amountIn(cell: GridCell | undefined): number | undefined {
  if (cell === undefined || cell.kind === 'noValue' || cell.kind === 'day') return undefined;
  const amount = readAmount(cell.text);
  return amount === undefined || amount.isRough ? undefined : amount.value;
}

function round(sum: number): number {
  return Math.round(sum * 100) / 100;
}
