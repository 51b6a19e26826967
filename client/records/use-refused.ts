// What the server would not take, and what can be done about it: send it again, lay it aside.
import { computed, type ComputedRef } from 'vue';
import { entryOf } from '../capture/rebase-entry.ts';
import type { QuarantineEntry } from '../database/local-documents.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useLanguage } from '../ui/use-language.ts';
import { useWatchable } from '../ui/use-watchable.ts';

export type Refused = {
  /** `open`: waits for the person · `aside`: she laid it aside. */
  readonly open: ComputedRef<readonly QuarantineEntry[]>;
  readonly aside: ComputedRef<readonly QuarantineEntry[]>;
  readonly canCorrect: (entry: QuarantineEntry) => boolean;
  /** The same content may be taken another time: it was not its fault, or this device's alone. */
  readonly canSendAgain: (entry: QuarantineEntry) => boolean;
  readonly sendAgain: (entry: QuarantineEntry) => Promise<void>;
  readonly layAside: (entry: QuarantineEntry) => Promise<void>;
};

export function useRefused(): Refused {
  const { repositories } = useOpenSession();
  const { t } = useLanguage();
  const open = useWatchable(repositories.quarantine.watchOpen(), []);
  const aside = useWatchable(repositories.quarantine.watchAside(), []);
  const canCorrect = ({ collectionName }: QuarantineEntry): boolean =>
    collectionName === 'records' || collectionName === 'people';
  return {
    open: computed(() => open.value),
    aside: computed(() => aside.value),
    canCorrect,
    canSendAgain: (entry) => canCorrect(entry) && (entry.keptBy === 'device' || entry.code === 'rowFailed'),
    sendAgain: async ({ id, collectionName, document }) => {
      const repository = collectionName === 'people' ? repositories.people : repositories.records;
      const { type, definitionVersion } = document;
      await repository.save({ id: document.id, type, definitionVersion, entry: entryOf(document) });
      await repositories.quarantine.resolve(id);
    },
    layAside: async ({ id, keptBy }) => {
      if (keptBy === 'device' && !window.confirm(t('records.layAsideAsk'))) return;
      await repositories.quarantine.layAside(id);
    },
  };
}
