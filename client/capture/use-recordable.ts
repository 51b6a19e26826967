// The kinds that this account may record, in the order of the registry.
import { computed, type ComputedRef } from 'vue';
import { mayRecord } from '../../shared/access/policy.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { inAreas, type AreaOfWork } from '../../shared/forms/areas.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';

export type Recordable = {
  /** Begun by themselves: each has a tile. */
  readonly begun: ComputedRef<readonly RecordDefinition[]>;
  /** The same under the headings of the work; an area in which this account records nothing is not there. */
  readonly byArea: ComputedRef<readonly AreaOfWork[]>;
  /** Those that continue a record of this type, begun from its page. */
  readonly continuing: (type: string) => readonly RecordDefinition[];
};

export function useRecordable(): Recordable {
  const { registry } = useServices();
  const { account } = useOpenSession();
  const mine = computed(() => registry.all.filter((definition) => mayRecord(account, definition)));
  const begun = computed(() => mine.value.filter((definition) => definition.continues === undefined));
  return {
    begun,
    byArea: computed(() => inAreas(begun.value)),
    continuing: (type) => mine.value.filter((definition) => definition.continues?.includes(type) === true),
  };
}
