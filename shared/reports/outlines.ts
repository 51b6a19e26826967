// The outlines that there are, by id.
import type { Outline } from './define-outline.ts';
import { excellenceOutline } from './templates/excellence-outline.ts';

/** In the order in which they are offered. */
export const outlines: readonly Outline[] = [excellenceOutline];

export function outlineNamed(id: string): Outline | undefined {
  return outlines.find((outline) => outline.id === id);
}
