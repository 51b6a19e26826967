// Changes of a drafted text that keep what people wrote: figures taken anew, and what is missing taken out when it becomes final.
import { exactCount, type Locale } from './approximate-number.ts';
import type { Fact, Piece, ReportBlock } from './report-model.ts';

/** The facts as they are now, where `isTaken` says so, in every place where they stand; everything else stays as it was written. */
export function withFacts(
  blocks: readonly ReportBlock[],
  before: ReadonlyMap<string, Fact>,
  after: ReadonlyMap<string, Fact>,
  { locale, isTaken }: { readonly locale: Locale; readonly isTaken: (factId: string) => boolean },
): readonly ReportBlock[] {
  const renew = (piece: Piece): Piece => {
    if (piece.kind !== 'fact' || !isTaken(piece.factId)) return piece;
    const text = textNow(piece.text, before.get(piece.factId), after.get(piece.factId), locale);
    return text === undefined
      ? missingPiece(piece.factId, after.get(piece.factId), locale)
      : { ...piece, text };
  };
  return blocks.map((block) => ({ ...block, pieces: block.pieces.map(renew) }));
}

/** A fact stands as a whole or as one of the two terms of a rate: which, its old text tells. */
function textNow(
  written: string,
  before: Fact | undefined,
  after: Fact | undefined,
  locale: Locale,
): string | undefined {
  const isTerm = (term: number | string | undefined): boolean =>
    typeof term === 'number' && written === exactCount(term, locale);
  if (before?.text !== written && before?.of !== undefined && isTerm(before.of))
    return after?.of === undefined ? undefined : exactCount(after.of, locale);
  if (before?.text !== written && before?.of !== undefined && isTerm(before.value))
    return typeof after?.value === 'number' ? exactCount(after.value, locale) : undefined;
  return after?.text;
}

function missingPiece(factId: string, fact: Fact | undefined, locale: Locale): Piece {
  const asked = fact?.label[locale] ?? factId;
  const text = locale === 'zh' ? `【待补：${asked}】` : `[to be added: ${asked}]`;
  return { kind: 'missing', text, factIds: [factId] };
}

const joins = /[，；,;]\s*$/;
const joinsAfter = /^\s*[，；,;]\s*/;
const stopAfter = /^\s*[。.]/;
const beginsAnew = /(^|[。.：:])\s*$/;

/** Without what is missing, and without the mark that would stand for it alone; a paragraph that held nothing else goes too. */
export function withoutMissing(blocks: readonly ReportBlock[]): readonly ReportBlock[] {
  return blocks
    .map((block) => ({ ...block, pieces: closeGaps(block.pieces) }))
    .filter(({ pieces }) => pieces.length > 0);
}

function closeGaps(pieces: readonly Piece[]): readonly Piece[] {
  const kept: Piece[] = [];
  let isGap = false;
  for (const piece of pieces) {
    if (piece.kind === 'missing') isGap = true;
    else if (!isGap) kept.push(piece);
    else {
      isGap = false;
      kept.push(...joined(kept, piece).filter(({ text }) => text !== ''));
    }
  }
  if (isGap) trimEnd(kept);
  return kept.filter(({ text }) => text !== '');
}

/** What follows a gap: of the marks before and behind it one is left. */
function joined(kept: Piece[], next: Piece): readonly Piece[] {
  const before = kept.map(({ text }) => text).join('');
  if (next.kind !== 'text') return [next];
  if (joinsAfter.test(next.text)) return [{ ...next, text: next.text.replace(joinsAfter, '') }];
  if (stopAfter.test(next.text) && beginsAnew.test(before))
    return [{ ...next, text: next.text.replace(stopAfter, '') }];
  trimEnd(kept);
  return [next];
}

function trimEnd(kept: Piece[]): void {
  const last = kept.pop();
  if (last === undefined) return;
  kept.push(last.kind === 'text' ? { ...last, text: last.text.replace(joins, '') } : last);
}
