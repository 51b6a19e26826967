// The order of commits and lost updates, by volume: 16 writers in two processes on one database, a reader beside them.
import { describe, expect, it } from 'vitest';
import { raceCommits } from '../support/commits/race-commits.ts';
import { sizeOf } from '../support/scale.ts';

const commits = sizeOf({ ci: 2_000, full: 1_000_000 });

describe.each(['sqlite', 'postgres'] as const)('on %s', (on) => {
  it(`no row is missed and no field lost in ${commits} commits`, async () => {
    const found = await raceCommits(on, commits);
    process.stdout.write(`commits on ${on}: ${JSON.stringify(found)}\n`);
    expect(found).toMatchObject({ refused: 0, missed: 0, lostFields: 0 });
    expect(found.commits).toBeGreaterThanOrEqual(commits);
  }, 14_400_000);
});
