// Short ways to write the clauses of an outline down.
import { words } from '../../forms/shorthand.ts';
import type { Clause, OutlineSentence } from '../define-outline.ts';

type Both = readonly [zh: string, en: string];

/** Asked for in the draft while no wording is complete. */
export function asked(missing: Both, ...wordings: readonly Both[]): Clause {
  return { ...offered(...wordings), missing: words(...missing) };
}

/** Written when it is known, never asked for. */
export function offered(...wordings: readonly Both[]): Clause {
  return { wordings: wordings.map(([zh, en]) => words(zh, en)) };
}

export function sentence(...clauses: readonly Clause[]): OutlineSentence {
  return { clauses };
}
