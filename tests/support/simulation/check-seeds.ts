// The seeds of a run as tests: each seed a whole simulation that must end with nothing lost, nothing leaked, all converged.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isFullScale, seedOf, sizeOf } from '../scale.ts';
import { createChance } from './chance.ts';
import { bundlePage } from './page-bundle.ts';
import { createDataTemplate } from './sim-server.ts';
import { simulate, type SimulationDeps } from './simulation.ts';

/** The first seed of a run; `npm test -- --only=simulation --seed=N` begins with N. SEEDS says how many there are. */
const firstSeed = seedOf(20261127);

/**
 * Pieces of work that each device is asked for: 4 to 15, and in a full run 400 on every hundredth seed. Many short lives find more
 * than few long ones in the same hours, but some faults need a long one.
 */
export function operationsOf(seed: number): number {
  return isFullScale && seed % 100 === 0 ? 400 : 4 + createChance(seed, 'operations').below(12);
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
  const count = Number(process.env['SEEDS'] ?? sizeOf({ ci: 100, full: 10_000 }));
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
