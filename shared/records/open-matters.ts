// Standing matters that a unit still has to see to: its own, and those addressed to it, until they are closed for it.
import type { Registry } from '../record-types/define-registry.ts';
import type { OrgTree } from '../org/org-unit.ts';
import { isAddressedTo, standingStateFor } from './standing-state.ts';
import type { DocumentId, SyncedDocument, UnitId } from './record.ts';

export type MatterContext = {
  readonly unitId: UnitId;
  readonly tree: OrgTree;
  readonly registry: Pick<Registry, 'get'>;
  /** Records that continue others, in any order; those about other records do not matter. */
  readonly continuations: readonly SyncedDocument[];
};

/** Of these standing records those that are open for the unit, in the order in which they came. */
export function openMatters(
  matters: readonly SyncedDocument[],
  { unitId, tree, registry, continuations }: MatterContext,
): readonly SyncedDocument[] {
  const about = new Map<DocumentId, SyncedDocument[]>();
  for (const each of continuations)
    if (each.aboutId !== undefined) about.set(each.aboutId, [...(about.get(each.aboutId) ?? []), each]);
  return matters.filter(
    (record) =>
      record.reviewState !== 'void' &&
      (record.orgUnitId === unitId || isAddressedTo(record, unitId, tree)) &&
      !standingStateFor(unitId, record, about.get(record.id) ?? [], registry).isClosed,
  );
}
