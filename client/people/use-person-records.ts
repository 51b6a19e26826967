// Records that name a person: of this device; of somebody who is not on it, the newest of her unit on the server.
import { computed, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { nobodyMerged } from '../database/people-repository.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useWatchable } from '../ui/use-watchable.ts';
import { namesPerson } from './names-person.ts';
import type { PersonView } from './use-person.ts';

export type PersonRecords = {
  readonly records: ComputedRef<readonly SyncedDocument[]>;
  /** Only the newest of her unit were looked through. */
  readonly isOfServer: ComputedRef<boolean>;
};

const newest = 200;

export function usePersonRecords(
  id: string,
  person: Readonly<ShallowRef<SyncedDocument | undefined>>,
  state: Readonly<Ref<PersonView['state']['value']>>,
): PersonRecords {
  const { api, repositories } = useOpenSession();
  const merged = useWatchable(repositories.people.watchMerged(), nobodyMerged);
  const held = useWatchable(repositories.records.watchList(), []);
  const ofUnit = shallowRef<readonly SyncedDocument[]>([]);
  const isOfServer = computed(() => state.value === 'fromServer');
  watch(isOfServer, async (isAsked) => {
    const unit = person.value?.orgUnitId;
    if (!isAsked || unit === undefined) return;
    const outcome = await api.query('records', {
      where: { orgUnitId: unit },
      sort: [{ occurredOn: 'desc' }],
      page: { size: newest },
    });
    if (outcome.kind === 'ok') ofUnit.value = outcome.body.documents;
  });
  const all = computed(() => {
    const known = new Set(held.value.map((record) => record.id));
    return [...held.value, ...ofUnit.value.filter((record) => !known.has(record.id))];
  });
  return {
    records: computed(() => all.value.filter((record) => namesPerson(record, id, merged.value.idOf))),
    isOfServer,
  };
}
