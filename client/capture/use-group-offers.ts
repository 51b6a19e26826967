// What a group of rows can be filled from: asked of this device when she wants to see it, never before.
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { GroupField } from '../../shared/forms/field-types.ts';
import { heldTypes } from '../../shared/ledgers/catalogue/held-types.ts';
import { offeredRows, typesToOfferFrom, type OfferedRow } from '../../shared/records/group-offers.ts';
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { nobodyMerged } from '../database/people-repository.ts';
import { firstValue } from '../database/watchable.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useDescribeOptions } from '../ui/use-describe-options.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useWatchable } from '../ui/use-watchable.ts';
import { useFormContext } from './form-context.ts';

export type GroupOffering = {
  readonly state: Readonly<ShallowRef<'closed' | 'loading' | 'open'>>;
  /** What is not among the rows yet. */
  readonly offered: ComputedRef<readonly OfferedRow[]>;
  readonly open: () => Promise<void>;
  readonly close: () => void;
};

export function useGroupOffers(
  field: GroupField,
  definition: RecordDefinition,
  rows: () => readonly JsonObject[],
): GroupOffering {
  const { registry, clock } = useServices();
  const { repositories } = useOpenSession();
  const { unitId } = useFormContext();
  const { tree } = useOrgNames();
  const describe = useDescribeOptions();
  const merged = useWatchable(repositories.people.watchMerged(), nobodyMerged);
  const state = shallowRef<'closed' | 'loading' | 'open'>('closed');
  const records = shallowRef<readonly SyncedDocument[]>([]);
  const ownType = definition.id;
  const offered = computed(() =>
    offeredRows(field, records.value, rows(), {
      ...{ registry, heldTypes, ownType, unitId: unitId(), tree: tree.value, today: clock.today() },
      ...{ describe: describe.value, personIdOf: merged.value.idOf },
    }),
  );
  const open = async (): Promise<void> => {
    if (field.offers === undefined || state.value !== 'closed') return;
    state.value = 'loading';
    await registry.grow();
    const types = typesToOfferFrom(field.offers, { registry, heldTypes, ownType });
    const [ofKinds, returned] = await Promise.all([
      firstValue(repositories.records.watchList({ types })),
      firstValue(repositories.records.watchList({ reviewStates: ['returned'] })),
    ]);
    records.value = [...new Map([...ofKinds, ...returned].map((record) => [record.id, record])).values()];
    state.value = 'open';
  };
  const close = (): void => {
    state.value = 'closed';
  };
  return { state, offered, open, close };
}
