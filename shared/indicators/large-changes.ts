// What changed so much since the period before that somebody should look again (`domain.md` §12.2): said, never judged.
import type { FigureSheet, KindCounts } from './count-figures.ts';

/** Events of one kind, as counted: reviewed and awaiting. */
export type LargeChange = { readonly kind: string; readonly before: number; readonly now: number };

/** From so few on a change of one or two is no news. */
const fewest = 5;

/** Kinds whose events became more than half as many again, or less than half, in the order of the sheets. */
export function largeChanges(now: FigureSheet, before: FigureSheet): readonly LargeChange[] {
  const kinds = [...new Set([...Object.keys(now.kinds), ...Object.keys(before.kinds)])];
  return kinds
    .map((kind) => ({ kind, before: eventsIn(before.kinds[kind]), now: eventsIn(now.kinds[kind]) }))
    .filter((each) => each.before >= fewest && Math.abs(each.now - each.before) * 2 > each.before);
}

function eventsIn(counts: KindCounts | undefined): number {
  return (counts?.reviewed ?? 0) + (counts?.awaiting ?? 0);
}
