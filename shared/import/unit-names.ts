// Units by the names that people write: full, short, and with 妇联 behind.
import { shortUnitName, type OrgUnit } from '../org/org-unit.ts';
import type { ReadContext } from './reading.ts';

export function createUnitNames(units: readonly OrgUnit[]): Pick<ReadContext, 'unitsNamed' | 'unitAtStart'> {
  const byName = new Map<string, OrgUnit[]>();
  for (const unit of units) {
    const names = [unit.name, unit.shortName, shortUnitName(unit.name)].map(plainUnitName);
    for (const name of new Set(names)) byName.set(name, [...(byName.get(name) ?? []), unit]);
  }
  const longest = Math.max(0, ...[...byName.keys()].map((name) => name.length));
  const unitsNamed = (name: string): readonly OrgUnit[] => {
    const bare = plainUnitName(name);
    return byName.get(bare) ?? byName.get(plainUnitName(shortUnitName(bare))) ?? [];
  };
  return {
    unitsNamed,
    unitAtStart: (text) => {
      for (let length = Math.min(longest, text.length - 1); length >= 2; length -= 1) {
        const found = byName.get(text.slice(0, length));
        if (found !== undefined) return { units: found, rest: text.slice(length) };
      }
      return undefined;
    },
  };
}

function plainUnitName(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/(妇女联合会|妇联|妇代会)$/, '');
}
