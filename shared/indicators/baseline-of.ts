// The base of a rate that nobody records as an event (`domain.md` §0): entered once a year per unit, with source and date.
import type { OrgTree } from '../org/org-unit.ts';
import type { ReportingPeriod } from '../org/reporting-period.ts';
import type { DocumentId, SyncedDocument, UnitId } from '../records/record.ts';

/** Without `value` it was not entered; `lacking`: by these units. */
export type Base = {
  readonly value?: number;
  readonly records: readonly DocumentId[];
  readonly lacking: readonly UnitId[];
};

/**
 * What the unit itself entered for the year in which the period ends, its newest entry; else the sum of what the units right below
 * entered, when every one of them did. Never both: they say the same twice.
 */
export function baseOf(
  item: string,
  records: readonly SyncedDocument[],
  { unitId, until }: ReportingPeriod & { readonly unitId: UnitId },
  tree: OrgTree,
): Base {
  const year = Number(until.slice(0, 4));
  const entries = new Map<UnitId, SyncedDocument>();
  for (const record of records) {
    const { values } = record;
    if (record.type !== 'baseline' || values['item'] !== item || values['year'] !== year) continue;
    const before = entries.get(record.hostUnitId);
    if (before === undefined || orderOf(before) < orderOf(record)) entries.set(record.hostUnitId, record);
  }
  return entries.size === 0 ? { records: [], lacking: [unitId] } : sumOf(unitId, entries, tree);
}

function sumOf(unitId: UnitId, entries: ReadonlyMap<UnitId, SyncedDocument>, tree: OrgTree): Base {
  const own = entries.get(unitId);
  const value = own?.values['value'];
  if (own !== undefined && typeof value === 'number') return { value, records: [own.id], lacking: [] };
  const below = tree.children(unitId);
  if (below.length === 0) return { records: [], lacking: [unitId] };
  const parts = below.map((unit) => sumOf(unit, entries, tree));
  const lacking = parts.flatMap((part) => part.lacking);
  if (lacking.length > 0) return { records: [], lacking };
  return {
    value: parts.reduce((sum, part) => sum + (part.value ?? 0), 0),
    records: parts.flatMap((part) => part.records),
    lacking: [],
  };
}

function orderOf({ values, id }: SyncedDocument): string {
  const { asOf } = values;
  return `${typeof asOf === 'string' ? asOf : ''} ${id}`;
}
