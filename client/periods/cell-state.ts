// How a month of a unit stands, in one word and one tone.
import { isMonthOver } from '../../shared/review/period-lock.ts';
import type { PeriodCell } from './use-periods.ts';

/** Keys of `periods.state.*`. */
export type CellState = 'locked' | 'running' | 'awaiting' | 'ready' | 'empty';

export function cellState(cell: PeriodCell, today: string): CellState {
  if (cell.lock !== undefined) return 'locked';
  if (!isMonthOver(cell.month, today)) return 'running';
  if (cell.awaiting + cell.returned > 0) return 'awaiting';
  return cell.records === 0 ? 'empty' : 'ready';
}

export const cellTones = {
  locked: 'ok',
  running: 'plain',
  awaiting: 'wait',
  ready: 'info',
  empty: 'plain',
} as const satisfies Readonly<Record<CellState, string>>;
