// The seeds of a run as tests: each seed a whole simulation that must end with nothing lost, nothing leaked, all converged.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isFullScale, seedOf, sizeOf } from '../scale.ts';
import { createChance } from './chance.ts';
import { bundlePage } from './page-bundle.ts';
import { createDataTemplate } from './sim-server.ts';
import { simulate, type SimulationDeps } from './simulation.ts';

/** The first seed of a run; `npm test -- --only=simulation --seed=N` begins with N. SEEDS says how many there are. */
const firstSeed = seedOf(20261127);

/** Work that is asked for on each device: little on most seeds, as much as 400 pieces on some of a full run. */
export function operationsOf(seed: number): number {
  const chance = createChance(seed, 'operations');
  return isFullScale ? Math.round(4 * 100 ** chance.next()) : 4 + chance.below(12);
}

/** Defines a test for each seed of one half of the run: two files, so that both cores have work. */
export function checkSeeds(half: 0 | 1): void {
  let deps: (SimulationDeps & { readonly remove: () => Promise<void> }) | undefined;
  beforeAll(async () => {
    const [runPage, template] = [await bundlePage(), await createDataTemplate()];
    const key = await crypto.subtle.importKey('raw', new Uint8Array(32), 'AES-GCM', false, ['encrypt']);
    deps = { runPage, template: template.path, key, remove: template.remove };
  });
  afterAll(() => deps?.remove());
  const count = Number(process.env['SEEDS'] ?? sizeOf({ ci: 40, full: 10_000 }));
  const seeds = Array.from({ length: count }, (_, index) => firstSeed + index).filter(
    (_, index) => index % 2 === half,
  );
  it.each(seeds)(
    'seed %i: nothing lost, nothing leaked, all converged within three rounds',
    async (seed) => {
      if (deps === undefined) throw new Error('the simulation was not built');
      const { problems, ticked } = await simulate(deps, seed, operationsOf(seed));
      expect(problems).toEqual([]);
      expect(ticked).toBeGreaterThan(0);
    },
    sizeOf({ ci: 120_000, full: 1_800_000 }),
  );
}
