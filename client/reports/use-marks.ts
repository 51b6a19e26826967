// Marks over the text that change nothing in it: numbers bound to nothing, by the browser's own highlights where it has them.
import { onScopeDispose, watch } from 'vue';
import type { UnboundNumber } from '../../shared/reports/unbound-numbers.ts';
import type { Paper } from './use-paper.ts';

const name = 'report-unbound';

/** Browsers without highlights (before Chromium 105, Safari 17.2) show them in the list beside the paper only. */
export function useMarks(paper: Paper, unbound: () => readonly UnboundNumber[]): void {
  const highlights = 'highlights' in CSS && 'Highlight' in window ? CSS.highlights : undefined;
  watch(
    unbound,
    (found) => {
      const ranges = found.flatMap(({ line, from, until }) => {
        const range = paper.rangeOf({ from: { line, offset: from }, until: { line, offset: until } });
        return range === undefined ? [] : [range];
      });
      highlights?.set(name, new Highlight(...ranges));
    },
    { immediate: true, flush: 'post' },
  );
  onScopeDispose(() => void highlights?.delete(name));
}
