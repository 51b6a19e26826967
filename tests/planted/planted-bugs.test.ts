// Faults of the kind that loses records or shows them to strangers, planted one by one: some test has to fail for each.
import { beforeAll, describe, expect, it } from 'vitest';
import { deviceBugs } from '../support/planted/bugs/device-bugs.ts';
import type { Planted } from '../support/planted/bugs/planted-bug.ts';
import { serverBugs } from '../support/planted/bugs/server-bugs.ts';
import { runPlanted, type PlantedOutcome, type PlantedRun } from '../support/planted/run-planted.ts';

const planted = [...serverBugs, ...deviceBugs];

/** Seeds and sizes are the same whatever the run was asked for. */
const quickRun = { SEED: '20261127', SEEDS: '40', TEST_SCALE: 'quick' };

const toRun = ({ bug, file, find, put, also = [], project, test, title }: Planted): PlantedRun => ({
  ...{ bug, patches: [{ file, find, put }, ...also], test, title },
  env: project === 'simulation' ? quickRun : {},
});

describe('a planted bug is caught', () => {
  let outcomes: ReadonlyMap<string, PlantedOutcome> = new Map();
  // oxlint-disable-next-line no-empty-pattern
  beforeAll(async ({}, { tasks }) => {
    // Those that `--testNamePattern` asks for; vitest cuts their names.
    const wanted = planted.filter((_, index) => tasks[index]?.mode !== 'skip');
    outcomes = await runPlanted(wanted.map(toRun));
  }, 1_800_000);

  it.each(planted)('$bug', ({ bug }) => {
    const failed = expect.arrayContaining([expect.any(String)]);
    expect({ bug, ...outcomes.get(bug) }).toEqual({ bug, failed });
  });
});
