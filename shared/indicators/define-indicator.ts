// An indicator as data: what is counted over which records, and how the figure is said.
import type { Expression } from '../forms/expression.ts';
import type { Label } from '../forms/field-types.ts';

/**
 * What one record adds. `events`: itself · `sum`: a number read from it; a value that is not known, or a record for
 * which `unknownWhere` holds, is counted as unknown beside what is known · `people`: who stands in this person field, or
 * in one of a group's rows (`attendees.person`), as a set of ids, so that nobody is counted twice.
 */
export type Measure =
  | { readonly events: true }
  | { readonly sum: Expression; readonly unknownWhere?: Expression }
  | { readonly people: string };

/** Records of one type that take part, those for which `where` holds, and what each of them adds. */
export type Source = { readonly type: string; readonly where?: Expression; readonly measure: Measure };

/** How a figure is said. `{n}` is the figure, `{of}` its base. */
export type Wording = {
  readonly label: Label;
  /** After the number: 人次, 小时. Of a rate: the unit of both its terms. */
  readonly unit: Label;
  /** In a sentence; by default number and unit. */
  readonly phrase?: Label;
  /** Of a rate whose base is under 20 (rule 2 of the briefing outline): `{of}人次中到会{n}人次`. */
  readonly phraseOfFew?: Label;
  /** Said when some records do not tell: `{n}次折价不详`. */
  readonly unknownPhrase?: Label;
  /**
   * `fen`: an amount of integer fen, said in yuan · `average`: numerator over denominator, no share · `fenAverage`: both ·
   * `perHundredThousand`: cases for each hundred thousand of the base, two decimals.
   */
  readonly format?: 'fen' | 'average' | 'fenAverage' | 'perHundredThousand';
  /** Of a rate: as the health side prints it. Without it one decimal at most. */
  readonly decimals?: 2;
};

/** A figure over records of one or several types; a rate when it has a denominator (DHIS2 meanings). */
export type Indicator = Wording & {
  /** `<record type>.<id>` for a definition's own figures; a word of its own for those over several types. */
  readonly id: string;
  /** The row of the domain that names it; `source-rows.ts` tells it for figures of record types. */
  readonly source?: string;
  readonly numerator: readonly Source[];
  readonly denominator?: readonly Source[];
};

/** An indicator that a record type brings along; its sources are records of that type. */
export type OwnIndicator = Wording & {
  /** Unique within the definition. */
  readonly id: string;
  readonly where?: Expression;
  readonly numerator: Measure;
  readonly denominator?: Measure;
};
