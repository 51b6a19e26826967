// How much room the browser leaves this app.

/** Below this no photo is taken in and nothing is kept twice: what is left is for what is written. */
const leastFree = 200 * 1024 * 1024;

/** False where the browser does not tell. */
export async function isNearlyFull({ storage }: Navigator): Promise<boolean> {
  const { quota, usage = 0 } = (await storage?.estimate?.().catch(() => undefined)) ?? {};
  return quota !== undefined && quota - usage < leastFree;
}
