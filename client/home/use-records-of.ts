// Records on this device of all kinds of which something holds; more as more kinds come to be known.
import type { ShallowRef } from 'vue';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useWatchableOf } from '../ui/use-watchable.ts';

export function useRecordsOf(
  isWanted: (definition: RecordDefinition) => boolean,
): Readonly<ShallowRef<readonly SyncedDocument[]>> {
  const { registry } = useServices();
  const { repositories } = useOpenSession();
  return useWatchableOf(
    () => registry.all.filter(isWanted).map(({ id }) => id),
    (types) => repositories.records.watchList({ types }),
    [],
  );
}
