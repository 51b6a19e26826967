// How large a suite is: of every run of the tests, or of a full one (`npm test -- --scale=full`).

/** `TEST_SCALE=full` is set by the runner. */
export function sizeOf({ ci, full }: { readonly ci: number; readonly full: number }): number {
  return process.env['TEST_SCALE'] === 'full' ? full : ci;
}
