// What is worth a second look against the period before.
import { expect, it } from 'vitest';
import type { FigureSheet } from '../../../../shared/indicators/count-figures.ts';
import { largeChanges } from '../../../../shared/indicators/large-changes.ts';

const sheet = (events: Readonly<Record<string, number>>): FigureSheet => ({
  kinds: Object.fromEntries(
    Object.entries(events).map(([kind, reviewed]) => [
      kind,
      { reviewed: reviewed - 1, awaiting: 1, returned: 3, tookPart: 2 },
    ]),
  ),
  figures: {},
});

it('is more than half up or down, from five events on; what came back or was only taken part in is no event', () => {
  const before = sheet({ up: 10, edge: 10, down: 10, gone: 6, few: 4 });
  const now = sheet({ up: 16, edge: 15, down: 4, few: 9, begun: 30 });
  expect(largeChanges(now, before)).toEqual([
    { kind: 'up', before: 10, now: 16 },
    { kind: 'down', before: 10, now: 4 },
    { kind: 'gone', before: 6, now: 0 },
  ]);
});
