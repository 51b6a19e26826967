// How much a randomised suite runs: the quick size of every run, or the full one that `npm test -- --scale=full` asks for.

export const isFullScale = process.env['TEST_SCALE'] === 'full';

/** `npm test -- --scale=full` sets TEST_SCALE; what is measured for both sizes is said in docs/guarantees.md. */
export function sizeOf(sizes: { readonly ci: number; readonly full: number }): number {
  return isFullScale ? sizes.full : sizes.ci;
}

/** The seed that `npm test -- --seed=N` (SEED) asks for, else the suite's own. */
export function seedOf(usual: number): number {
  return Number(process.env['SEED'] ?? usual);
}

/** Settings of fast-check, which prints the seed of a failure: 1,000 cases in each run, 10,000 at full scale. */
export function casesOf(
  usualSeed: number,
  sizes = { ci: 1_000, full: 10_000 },
): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: sizeOf(sizes), seed: seedOf(usualSeed) };
}
