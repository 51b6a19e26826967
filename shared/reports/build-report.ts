// Builds a report from an outline and its facts: text in which every number is bound, and a list of what is missing.
import type { Label } from '../forms/field-types.ts';
import type { Locale } from './approximate-number.ts';
import {
  unknownFacts,
  wordingParts,
  type Clause,
  type Outline,
  type OutlineParagraph,
  type OutlineSentence,
  type WordingPart,
} from './define-outline.ts';
import { exactCount } from './approximate-number.ts';
import { textOf, type Fact, type MissingItem, type Piece, type ReportBlock } from './report-model.ts';

/** `draft` asks for what is missing where it would stand; `final` leaves it out. Both list it. */
export type ReportStyle = 'draft' | 'final';

export type ReportText = {
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
  readonly missing: readonly MissingItem[];
};

/** More numbers than this do not stand between two full stops or semicolons (rule 6 of the briefing outline). */
export const mostNumbers = 4;

/** Throws when the outline names a fact that it does not define: such an outline is a defect, and says which. */
export function buildReport(
  outline: Outline,
  facts: ReadonlyMap<string, Fact>,
  { locale, style }: { readonly locale: Locale; readonly style: ReportStyle },
): ReportText {
  const unknown = unknownFacts(outline);
  if (unknown.length > 0)
    throw new Error(`the outline ${outline.id} names facts that it does not define: ${unknown.join(', ')}`);
  const writing: Writing = { facts, locale, style, missing: [] };
  const title = textOf(writeClause(outline.title, writing)?.pieces ?? []);
  const blocks = outline.parts.flatMap(({ heading, paragraphs }) => [
    ...(heading === undefined ? [] : [blockOf('heading', writeClause(heading, writing)?.pieces ?? [])]),
    ...paragraphs.map((paragraph) => blockOf('paragraph', writeParagraph(paragraph, writing))),
  ]);
  return { title, blocks: blocks.filter(({ pieces }) => pieces.length > 0), missing: writing.missing };
}

type Writing = {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly locale: Locale;
  readonly style: ReportStyle;
  readonly missing: MissingItem[];
};
type WrittenClause = { readonly pieces: readonly Piece[]; readonly numbers: number };

function blockOf(kind: ReportBlock['kind'], pieces: readonly Piece[]): ReportBlock {
  return { kind, pieces };
}

function writeParagraph({ lead, sentences }: OutlineParagraph, writing: Writing): readonly Piece[] {
  const written = sentences.map((each) => writeSentence(each, writing)).filter((each) => each.length > 0);
  const between: readonly Piece[] = writing.locale === 'en' ? [textPiece(' ')] : [];
  const pieces = [...(lead === undefined ? [] : [[textPiece(lead[writing.locale])]]), ...written];
  return pieces.flatMap((each, index) => (index === 0 ? each : [...between, ...each]));
}

/** Clauses with their marks between and a full stop after them; nothing when none of them names or asks for anything. */
function writeSentence({ clauses, isKept }: OutlineSentence, writing: Writing): readonly Piece[] {
  const written = clauses.map((clause) => writeClause(clause, writing));
  const says = written.some((each, index) => each !== undefined && !isFixed(clauses[index]));
  if (!says && isKept !== true && !clauses.every(isFixed)) return [];
  const kept = written.filter((each) => each !== undefined);
  const marks =
    writing.locale === 'zh'
      ? { comma: '，', semicolon: '；', stop: '。' }
      : { comma: ', ', semicolon: '; ', stop: '.' };
  const pieces: Piece[] = [];
  let numbers = 0;
  for (const [index, clause] of kept.entries()) {
    const isTooMany = numbers + clause.numbers > mostNumbers;
    if (index > 0) pieces.push(textPiece(isTooMany ? marks.semicolon : marks.comma));
    numbers = isTooMany ? clause.numbers : numbers + clause.numbers;
    pieces.push(...clause.pieces);
  }
  if (pieces.length === 0) return [];
  const end = textOf(pieces).at(-1) ?? '';
  return '：:。.'.includes(end) ? pieces : [...pieces, textPiece(marks.stop)];
}

/** Names no fact: stands by itself. */
function isFixed(clause: Clause | undefined): boolean {
  const parts = (clause?.wordings ?? []).flatMap(({ zh }) => wordingParts(zh));
  return parts.length > 0 && parts.every((part) => 'text' in part);
}

function writeClause({ wordings, missing }: Clause, writing: Writing): WrittenClause | undefined {
  const tried = wordings.map((wording) => wordingParts(wording[writing.locale]));
  for (const parts of tried) {
    const pieces = parts.map((part) => pieceOf(part, writing));
    const whole = pieces.filter((piece) => piece !== undefined);
    if (whole.length === pieces.length)
      return { pieces: whole, numbers: parts.filter((part) => isNumber(part, writing)).length };
  }
  return missing === undefined ? undefined : askFor(missing, tried[0] ?? [], writing);
}

function pieceOf(part: WordingPart, { facts, locale }: Writing): Piece | undefined {
  if ('text' in part) return textPiece(part.text);
  const fact = facts.get(part.factId);
  const text = part.term === undefined ? fact?.text : termText(fact, part.term, locale);
  return text === undefined ? undefined : { kind: 'fact', text, factId: part.factId };
}

/** One term of a rate, where the rate has both. */
function termText(fact: Fact | undefined, term: 'value' | 'of', locale: Locale): string | undefined {
  if (fact?.of === undefined || fact.of === 0 || typeof fact.value !== 'number') return undefined;
  if (fact.gap?.kind === 'small') return undefined;
  return exactCount(term === 'of' ? fact.of : fact.value, locale);
}

function isNumber(part: WordingPart, { facts }: Writing): boolean {
  if ('text' in part) return false;
  const format = facts.get(part.factId)?.format;
  return format !== undefined && !['text', 'day', 'monthDay'].includes(format);
}

function askFor(missing: Label, parts: readonly WordingPart[], writing: Writing): WrittenClause | undefined {
  const { facts, locale, style } = writing;
  const factIds = parts.flatMap((part) => ('factId' in part ? [part.factId] : []));
  const gaps = factIds.flatMap((id) => facts.get(id)?.gap ?? []);
  const open = gaps.filter(({ kind }) => kind !== 'few' && kind !== 'zero');
  // Nothing is asked for when the only reason is that nothing happened.
  const isNothing = gaps.length > 0 && open.length === 0;
  const words = locale === 'zh' ? { by: '人工填写' } : { by: 'written by hand' };
  const reasons = [...new Set((open.length > 0 ? open : gaps).map((gap) => gap.words[locale]))];
  writing.missing.push({
    asked: missing[locale],
    reasons: reasons.length > 0 ? reasons : [words.by],
    isDropped: isNothing || style === 'final',
  });
  if (isNothing || style === 'final') return undefined;
  const text = locale === 'zh' ? `【待补：${missing.zh}】` : `[to be added: ${missing.en}]`;
  return { pieces: [{ kind: 'missing', text, factIds }], numbers: 0 };
}

function textPiece(text: string): Piece {
  return { kind: 'text', text };
}
