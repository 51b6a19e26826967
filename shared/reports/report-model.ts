// A report as it is built: paragraphs whose every number is bound to the fact, and by it to the records, that it comes from.
import type { Label } from '../forms/field-types.ts';
import type { ReportingPeriod } from '../org/reporting-period.ts';
import type { DocumentId, Instant, LocalDate, UnitId } from '../records/record.ts';
import type { OutsideCounts, UnitFigures } from '../indicators/count-figures.ts';
import type { Locale } from './approximate-number.ts';
import type { FactFormat, FactSource } from './define-outline.ts';
import type { ExampleEvent } from './example-event.ts';

/** Why a fact has no text. `zero` and `few` are no question to anybody; all others stand in the list of what is missing. */
export type Gap = {
  readonly kind: 'none' | 'zero' | 'few' | 'unidentified' | 'noBaseline' | 'noBase' | 'elsewhere' | 'small';
  readonly words: Label;
};

/** One fact with its binding: indicator or record, unit, period, and the records behind it. */
export type Fact = {
  readonly id: string;
  readonly label: Label;
  readonly unit?: Label;
  readonly format: FactFormat;
  readonly decimals?: 2;
  readonly source: FactSource;
  readonly unitId: UnitId;
  readonly from: LocalDate;
  readonly until: LocalDate;
  /** A count, an amount of fen, a difference in percentage points with one decimal, or text. */
  readonly value?: number | string;
  /** The base of a rate. */
  readonly of?: number;
  readonly isEstimate: boolean;
  /** As it is written; absent when it cannot be. */
  readonly text?: string;
  readonly gap?: Gap;
  readonly records: readonly DocumentId[];
  /** Of a rate on a day: records of its kinds that are not in it. */
  readonly outside?: OutsideCounts;
};

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fact'; readonly text: string; readonly factId: string }
  | { readonly kind: 'missing'; readonly text: string; readonly factIds: readonly string[] };

export type ReportBlock = {
  readonly kind: 'heading' | 'paragraph';
  readonly pieces: readonly Piece[];
};

/** What is asked for, why it is not known, and in which place of the text. */
export type MissingItem = {
  readonly asked: string;
  readonly reasons: readonly string[];
  readonly isDropped: boolean;
};

/** The records that counted, by their revisions as they were read. Equal snapshots give equal reports. */
export type Snapshot = {
  readonly asOf: Instant;
  readonly revisions: Readonly<Record<DocumentId, number>>;
};

export type Report = {
  readonly outlineId: string;
  readonly title: string;
  readonly unitId: UnitId;
  readonly period: ReportingPeriod;
  /** The last day of which it tells. */
  readonly cutOff: LocalDate;
  readonly locale: Locale;
  /** Holds what is not reviewed, or not of a locked month: never to be issued. */
  readonly isPreview: boolean;
  readonly blocks: readonly ReportBlock[];
  readonly facts: readonly Fact[];
  readonly missing: readonly MissingItem[];
  readonly outside?: OutsideCounts;
  /** How many of what it counts came late in an earlier month and were carried over into its period. */
  readonly carried?: number;
  /** Records of units that no longer lie in this one: merged or moved within the period. They count for nobody here. */
  readonly strays: number;
  /** Events that may be told; the first one is. */
  readonly examples: readonly ExampleEvent[];
  /** Figures of the units right below, in the order of the division code. */
  readonly parts: UnitFigures['parts'];
  readonly snapshot: Snapshot;
};

export function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}
