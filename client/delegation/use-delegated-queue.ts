// Records that wait in the queues which were handed to this account: asked of the server, this device does not hold them.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { mayReview } from '../../shared/access/policy.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useDelegatedUnits } from '../review/use-delegated-units.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useCell } from '../ui/use-watchable.ts';

const most = 100;

/** The longest waiting first; undefined while it is not known. */
export function useDelegatedQueue(): Readonly<ShallowRef<readonly SyncedDocument[] | undefined>> {
  const { account, api, syncStatus } = useOpenSession();
  const { tree } = useOrgNames();
  const delegated = useDelegatedUnits();
  const overview = useCell(syncStatus.overview);
  const found = shallowRef<readonly SyncedDocument[]>();
  let asked = 0;
  watch(
    [delegated, tree, () => overview.value.reachable] as const,
    async ([units]) => {
      asked += 1;
      const mine = asked;
      const below = [...units].flatMap((unit) => tree.value.children(unit)).slice(0, most);
      if (below.length === 0) {
        found.value = [];
        return;
      }
      const outcome = await api.query('records', {
        where: { orgUnitId: { in: below }, reviewState: 'submitted' },
        sort: [{ receivedAt: 'asc' }],
        page: { size: most },
      });
      if (mine !== asked || outcome.kind !== 'ok') return;
      found.value = outcome.body.documents.filter((record) => mayReview(account, record, tree.value, units));
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    asked += 1;
  });
  return found;
}
