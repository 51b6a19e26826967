// Brings up the sealed outbox when there is something to seal, or once the first screen has been there for a while: no form waits for it.
import { createCell, type Cell } from '../database/watchable.ts';
import type { Outbox, OutboxDeps } from './outbox.ts';
import type { DeviceNotice } from './sealed-account.ts';

export type Sealing = {
  readonly notice: Cell<DeviceNotice | undefined>;
  readonly acknowledge: () => Promise<void>;
  readonly noteSignedOut: (deviceId: string) => Promise<void>;
};

type Deps = Omit<OutboxDeps, 'store' | 'notice'> & {
  readonly indexedDB: IDBFactory;
  readonly caches: CacheStorage | undefined;
};

const firstLookMs = 10_000;

export function createSealing(deps: Deps): Sealing {
  const notice = createCell<DeviceNotice | undefined>(undefined);
  let loading: Promise<Outbox> | undefined;
  const load = (): Promise<Outbox> => {
    loading ??= import('./open-outbox.ts').then(({ openOutbox }) => openOutbox({ ...deps, notice }));
    // A part that did not come now is asked for with the next save.
    loading.catch(() => (loading = undefined));
    return loading;
  };
  const loadQuietly = (): void => void load().catch(() => undefined);
  deps.timers.after(firstLookMs, loadQuietly);
  let stopWatching: (() => void) | undefined;
  deps.opened.subscribe((account) => {
    stopWatching?.();
    stopWatching = account?.unsent.changes.subscribe(() => {
      if (account.unsent.list().length > 0) loadQuietly();
    });
  });
  return {
    notice,
    acknowledge: async () => (await load()).acknowledge(),
    noteSignedOut: async (deviceId) => (await load()).noteSignedOut(deviceId),
  };
}
