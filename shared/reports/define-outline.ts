// An outline of a report as data: its parts, sentences and the facts that they name. No number stands in it.
import type { Expression } from '../forms/expression.ts';
import type { Label } from '../forms/field-types.ts';
import type { Indicator } from '../indicators/define-indicator.ts';
import type { StandingRate } from '../indicators/define-standing-rate.ts';

/** What the report knows of itself: its unit, how that unit is called in a sentence, its period, and its last day. */
export const givenWords = ['unit', 'self', 'place', 'period', 'cut-off', 'base-period'] as const;
/** What an example event says. */
export const exampleWords = [
  'festival',
  'host',
  'whom',
  'count',
  'category',
  'worth',
  'items',
  'services',
] as const;

/** One record of the unit itself, and what is read of it: a field, its day, or one field of the rows of a group. */
export type PickSource = {
  readonly type: string;
  readonly where?: Expression;
  /** Of several: the first or the last by day; what names the campaign goes before. */
  readonly choose: 'first' | 'last' | 'all';
  readonly field: string;
  /** With it `field` is a group: this field of its rows for which `where` holds, joined. */
  readonly row?: { readonly field: string; readonly where?: Expression };
  /** A field with the day by which it is due, said after it. */
  readonly dueOn?: string;
  /** A unit below takes part in what one above has begun and addressed to it. */
  readonly isAlsoFromAbove?: true;
  /** Where the unit wrote none itself: what the units below say of the period, a day only when it is one day for all. */
  readonly isElseFromBelow?: true;
  /** Intended: left out once a record about it closes it, and when its own day (`dueOn`, else its day) has passed by the last day of the report. */
  readonly isAhead?: true;
};

/**
 * Where a fact comes from. `indicator`: over the period · `standing`: a rate on its last day · `change`: of a rate, against the same
 * period a year before, in percentage points · `choices`: which options of a field occur · `elsewhere`: another office has it, and the
 * draft asks for it.
 */
export type FactSource =
  | { readonly indicator: string }
  | { readonly standing: string }
  | { readonly change: string }
  | { readonly pick: PickSource }
  | { readonly choices: { readonly type: string; readonly field: string } }
  | { readonly given: (typeof givenWords)[number] }
  | { readonly example: (typeof exampleWords)[number] }
  | { readonly elsewhere: Label };

/** `wan`: fen, said in units of 10,000 yuan · `points`: a difference of rates · `rough`, `roughYuan`: approximated, in examples only. */
export type FactFormat =
  | 'count'
  | 'rate'
  | 'wan'
  | 'points'
  | 'rough'
  | 'roughYuan'
  | 'text'
  | 'day'
  | 'monthDay';

export type FactDefinition = {
  readonly id: string;
  readonly label: Label;
  /** Stands right after the number wherever it is written; of a rate, the unit of both its terms. */
  readonly unit?: Label;
  readonly format: FactFormat;
  readonly source: FactSource;
  /**
   * People in matters of health or rights: fewer than five are not written, nor so few left over. `base`: how well they were looked
   * after; only its base must not be so few.
   */
  readonly isSensitive?: true | 'base';
  /** Of a rate, as in a `Wording`. */
  readonly decimals?: 2;
};

/**
 * The smallest piece that may fall out of a sentence. Its wordings are tried in turn: the first whose facts are all known is
 * written. `{fact}` is a fact as text, `{fact.value}` and `{fact.of}` the terms of a rate. `missing` names what is asked for instead;
 * without it nothing is.
 */
export type Clause = {
  readonly wordings: readonly Label[];
  readonly missing?: Label;
};

/**
 * Its clauses stand with commas between them, with semicolons where four numbers would be passed. Those without facts fall with the
 * others unless it `isKept`.
 */
export type OutlineSentence = { readonly clauses: readonly Clause[]; readonly isKept?: true };

/** `lead`: stands without facts, whatever is missing. */
export type OutlineParagraph = {
  readonly lead?: Label;
  readonly sentences: readonly OutlineSentence[];
};

export type OutlinePart = {
  readonly heading?: Clause;
  readonly paragraphs: readonly OutlineParagraph[];
};

export type Outline = {
  readonly id: string;
  readonly label: Label;
  readonly title: Clause;
  /** With a red head: 关于……情况的报告. Without it there is no such form. */
  readonly formalTitle?: Clause;
  readonly parts: readonly OutlinePart[];
  readonly facts: readonly FactDefinition[];
  /** What is counted for this outline only, beside the catalogue. */
  readonly indicators?: readonly Indicator[];
  readonly rates?: readonly StandingRate[];
  /** `notice`: one page of large type for a noticeboard; else an official document. */
  readonly page?: 'notice';
  /** An annex of its own: records of this type, or the progress of the screening by unit. */
  readonly list?: 'supervision-issue' | 'screening-progress';
};

const placeholder = /\{([a-z][a-z0-9-]*)(?:\.(value|of))?\}/g;

/** A wording as text and named facts, in order. */
export type WordingPart =
  | { readonly text: string }
  | { readonly factId: string; readonly term?: 'value' | 'of' };

/** `以{theme}为主题` → text, fact, text. */
export function wordingParts(wording: string): readonly WordingPart[] {
  const parts: WordingPart[] = [];
  let end = 0;
  for (const match of wording.matchAll(placeholder)) {
    if (match.index > end) parts.push({ text: wording.slice(end, match.index) });
    const [whole, factId = '', term] = match;
    parts.push(term === 'value' || term === 'of' ? { factId, term } : { factId });
    end = match.index + whole.length;
  }
  if (end < wording.length) parts.push({ text: wording.slice(end) });
  return parts;
}

/** Every clause of an outline, the title's and the headings' among them. */
function clausesOf(outline: Outline): readonly Clause[] {
  const sentences = outline.parts.flatMap(({ paragraphs }) => paragraphs.flatMap((each) => each.sentences));
  const headings = outline.parts.flatMap(({ heading }) => (heading === undefined ? [] : [heading]));
  const { formalTitle } = outline;
  const titles = [outline.title, ...(formalTitle === undefined ? [] : [formalTitle])];
  return [...titles, ...headings, ...sentences.flatMap(({ clauses }) => clauses)];
}

/** Facts that stand in the text. */
export function factsNamed(outline: Outline): ReadonlySet<string> {
  const parts = clausesOf(outline).flatMap(({ wordings }) =>
    wordings.flatMap(({ zh, en }) => [...wordingParts(zh), ...wordingParts(en)]),
  );
  return new Set(parts.flatMap((part) => ('factId' in part ? [part.factId] : [])));
}

/** Facts that an outline names and nothing defines: such an outline is not built. */
export function unknownFacts(outline: Outline): readonly string[] {
  const known = new Set(outline.facts.map(({ id }) => id));
  return [...factsNamed(outline)].filter((id) => !known.has(id));
}
