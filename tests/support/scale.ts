// How much a randomised suite runs: the quick size of every run, or the full one that `npm test -- --scale=full` asks for.

export const isFullScale = process.env['TEST_SCALE'] === 'full';

/** `npm test -- --scale=full` sets TEST_SCALE; what is measured for both sizes is said in docs/guarantees.md. */
export function sizeOf(sizes: { readonly ci: number; readonly full: number }): number {
  return isFullScale ? sizes.full : sizes.ci;
}
