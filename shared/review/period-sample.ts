// 抽查: which records of a period an officer is asked to look at. Random, and the same for everybody who asks.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const [fewest, most, share] = [5, 20, 0.05];

/** One record in twenty, at least five and at most twenty, or all when there are fewer. */
export function sampleSize(total: number): number {
  return Math.min(total, Math.max(fewest, Math.min(most, Math.ceil(total * share))));
}

/** `seed` names the period: nobody can choose what comes up, and whoever checks again sees the same. */
export function sampleOf(ids: readonly string[], seed: string): readonly string[] {
  const lot = (id: string): string => bytesToHex(sha256(utf8ToBytes(`${seed} ${id}`)));
  return ids
    .map((id) => ({ id, lot: lot(id) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, sampleSize(ids.length))
    .map(({ id }) => id);
}

export function sampleSeed(unitId: string, month: string): string {
  return `${unitId} ${month}`;
}
