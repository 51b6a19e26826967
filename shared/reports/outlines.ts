// The outlines that there are, by id, and which offices draft by them.
import type { Label } from '../forms/field-types.ts';
import type { Level } from '../org/org-unit.ts';
import type { LocalDate } from '../records/record.ts';
import type { Outline } from './define-outline.ts';
import { excellenceOutline } from './templates/excellence-outline.ts';
import { monthlyOutline } from './templates/monthly-outline.ts';
import { noticeboardOutline } from './templates/noticeboard-outline.ts';
import { screeningOutline } from './templates/screening-outline.ts';
import { supervisionOutline } from './templates/supervision-outline.ts';

/** `of`: the outline of a period that ends on this day. `levels`: whose offices are offered it. */
type KnownOutline = {
  readonly id: string;
  readonly label: Label;
  readonly levels: readonly Level[];
  readonly of: (until: LocalDate) => Outline;
};

const always =
  (outline: Outline) =>
  (_until: LocalDate): Outline =>
    outline;

/** In the order in which they are offered. */
export const outlines: readonly KnownOutline[] = [
  { ...named(excellenceOutline), levels: ['city', 'county', 'township'], of: always(excellenceOutline) },
  { ...named(monthlyOutline), levels: ['township', 'county'], of: always(monthlyOutline) },
  { ...named(noticeboardOutline), levels: ['township', 'county'], of: always(noticeboardOutline) },
  { ...named(screeningOutline), levels: ['city', 'county'], of: always(screeningOutline) },
  { ...named(supervisionOutline('')), levels: ['city', 'county'], of: supervisionOutline },
];

export function outlineNamed(id: string, until: LocalDate): Outline | undefined {
  return outlines.find((outline) => outline.id === id)?.of(until);
}

function named({ id, label }: Outline): Pick<KnownOutline, 'id' | 'label'> {
  return { id, label };
}
