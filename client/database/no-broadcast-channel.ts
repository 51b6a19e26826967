// Stands in for RxDB's way to speak to other windows, which this app never uses: one window writes at a time.

/** RxDB makes one only for a database that is open in several windows (`multiInstance`). */
export function BroadcastChannel(): never {
  throw new Error('Databases of this app are open in one window only.');
}

/** Nor does any window lead others. */
export function createLeaderElection(): never {
  return BroadcastChannel();
}
