// What a measurement reports, and how it is printed: a table for people, one JSON line for machines.

export type GoalId =
  | 'P1'
  | 'P3'
  | 'P4'
  | 'P5'
  | 'P6'
  | 'P7'
  | 'P8'
  | 'P9'
  | 'P10'
  | 'P11-ledger'
  | 'P11-briefing'
  | 'P11-indicators'
  | 'JOURNAL'
  | 'HOME';
export const goalIds: readonly GoalId[] = [
  'P1',
  'P3',
  'P4',
  'P5',
  'P6',
  'P7',
  'P8',
  'P9',
  'P10',
  'P11-ledger',
  'P11-briefing',
  'P11-indicators',
  'JOURNAL',
  'HOME',
];

/** One line of the table. */
export type BenchLine = {
  readonly work: string;
  /** What was measured, with its unit. */
  readonly value: string;
  /** The floor of the same run, with its unit; absent where there is none. */
  readonly floor?: string;
  /** Value against floor, as the goal says it. */
  readonly ratio?: number;
  /** The goal in words; a line without one is only reported. */
  readonly goal?: string;
  readonly isMet?: boolean;
};

/** Everything of one goal: its lines, and what the JSON line says of it. */
export type BenchResult = {
  readonly id: GoalId;
  readonly lines: readonly BenchLine[];
  readonly figures: Readonly<Record<string, number | string | boolean>>;
};

const headings = ['goal', 'work', 'measured', 'floor', 'ratio', 'wanted', ''];

export function formatTable(results: readonly BenchResult[]): string {
  const rows = results.flatMap(({ id, lines }) =>
    lines.map((line) => [
      id,
      line.work,
      line.value,
      line.floor ?? '',
      line.ratio === undefined ? '' : `${line.ratio.toFixed(2)}×`,
      line.goal ?? '',
      line.isMet === undefined ? '' : line.isMet ? 'met' : 'MISSED',
    ]),
  );
  const all = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function formatJsonLine(results: readonly BenchResult[]): string {
  return JSON.stringify(Object.fromEntries(results.map(({ id, figures }) => [id, figures])));
}

export function milliseconds(value: number): string {
  return value >= 1000 ? `${(value / 1000).toFixed(2)} s` : `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}

export function perSecond(value: number): string {
  return `${Math.round(value).toLocaleString('en')}/s`;
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
