// Chance that replays: one seed, and a stream of draws of its own for each part that is named.

export type Chance = {
  /** 0 ≤ x < 1 */
  readonly next: () => number;
  /** A whole number, 0 ≤ x < count. */
  readonly below: (count: number) => number;
  /** True with this probability. */
  readonly hits: (probability: number) => boolean;
  /** One of them; throws when there is none. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** One of them, each as often as its weight says. */
  readonly weighted: <T>(list: readonly (readonly [number, T])[]) => T;
  readonly between: (least: number, most: number) => number;
  readonly bytes: (count: number) => Uint8Array<ArrayBuffer>;
};

/** The same seed and name give the same draws, whatever other streams are asked for. */
export function createChance(seed: number, name: string): Chance {
  let state = hashOf(`${seed} ${name}`);
  // Mulberry32: small, quick, and good enough to choose operations and faults with.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  const pick = <T>(list: readonly T[]): T => {
    const [found] = list.slice(below(list.length));
    if (found === undefined) throw new Error(`${name}: nothing to pick from`);
    return found;
  };
  return {
    next,
    below,
    pick,
    hits: (probability) => next() < probability,
    weighted: (list) => {
      let left = next() * list.reduce((sum, [weight]) => sum + weight, 0);
      const found = list.find(([weight]) => (left -= weight) < 0) ?? list.at(-1);
      if (found === undefined) throw new Error(`${name}: nothing to choose from`);
      return found[1];
    },
    between: (least, most) => least + next() * (most - least),
    bytes: (count) => Uint8Array.from({ length: count }, () => below(256)),
  };
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}
