// What the server would not take, and what can be done about it: send it again, lay it aside.
import { computed, type ComputedRef } from 'vue';
import { entryOf } from '../capture/rebase-entry.ts';
import type { QuarantineEntry } from '../database/local-documents.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useLanguage } from '../ui/use-language.ts';
import { useWatchable } from '../ui/use-watchable.ts';
import { isChangedSince } from './changed-since.ts';

export type Refused = {
  /** `open`: waits for the person · `aside`: she laid it aside. */
  readonly open: ComputedRef<readonly QuarantineEntry[]>;
  readonly aside: ComputedRef<readonly QuarantineEntry[]>;
  readonly canCorrect: (entry: QuarantineEntry) => boolean;
  /** The same content may be taken another time: it was not its fault, or this device's alone. */
  readonly canSendAgain: (entry: QuarantineEntry) => boolean;
  /** `changed`: the record was changed since, so it is not written over unseen; the form shows both. */
  readonly sendAgain: (entry: QuarantineEntry) => Promise<'saved' | 'changed'>;
  readonly layAside: (entry: QuarantineEntry) => Promise<void>;
};

/** A server's fault, and a month that may since have been opened again. */
const anotherTime: ReadonlySet<string> = new Set(['rowFailed', 'periodLocked']);

export function useRefused(): Refused {
  const { repositories } = useOpenSession();
  const { t } = useLanguage();
  const open = useWatchable(repositories.quarantine.watchOpen(), []);
  const aside = useWatchable(repositories.quarantine.watchAside(), []);
  const canCorrect = ({ collectionName, document }: QuarantineEntry): boolean =>
    (collectionName === 'records' || collectionName === 'people') && !document._deleted;
  return {
    open: computed(() => open.value),
    aside: computed(() => aside.value),
    canCorrect,
    canSendAgain: (entry) => canCorrect(entry) && (entry.keptBy === 'device' || anotherTime.has(entry.code)),
    sendAgain: async ({ id, collectionName, document }) => {
      const repository = collectionName === 'people' ? repositories.people : repositories.records;
      if (isChangedSince(document, await repository.get(document.id))) return 'changed';
      const { type, definitionVersion, orgUnitId } = document;
      const entry = { ...entryOf(document), orgUnitId };
      await repository.save({ id: document.id, type, definitionVersion, entry });
      await repositories.quarantine.resolve(id);
      return 'saved';
    },
    layAside: async ({ id, keptBy }) => {
      if (keptBy === 'device' && !window.confirm(t('records.layAsideAsk'))) return;
      await repositories.quarantine.layAside(id);
    },
  };
}
