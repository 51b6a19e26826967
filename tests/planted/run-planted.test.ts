// What shows nothing is not taken for a fault that was caught.
import { expect, it } from 'vitest';
import type { Patch } from '../support/planted/patched-checkout.ts';
import { runPlanted, type PlantedRun } from '../support/planted/run-planted.ts';

const harmless: Patch = {
  ...{ file: 'shared/org/org-unit.ts', find: '// Org units:', put: '// Units:' },
};
const of = (bug: string, patch: Patch, title: string): PlantedRun => ({
  ...{ bug, patches: [patch], title, env: {} },
  test: 'tests/unit/shared/org/reporting-period.test.ts',
});

it('no fault, a text that is not there, and a title that no test has', async () => {
  const outcomes = await runPlanted([
    of('none', harmless, ''),
    of('no text', { ...harmless, find: 'this stands nowhere' }, ''),
    of('no test', harmless, 'a title that no test has'),
  ]);
  expect(outcomes.get('none')).toEqual({ failed: [] });
  expect(outcomes.get('no text')).toEqual({ problem: expect.stringContaining('0 times') });
  expect(outcomes.get('no test')).toEqual({ problem: expect.stringContaining('held no test') });
}, 180_000);
