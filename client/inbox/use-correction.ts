// The form over a refused record of somebody below: kept as a draft, what is wrong with it now, and what goes to the server.
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { checkEntry, isAcceptable } from '../../shared/forms/check-entry.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { EntryProblem } from '../../shared/forms/entry-problem.ts';
import { normaliseEntry } from '../../shared/forms/normalise-entry.ts';
import { overrideReason, wantsReason } from '../../shared/forms/override-reason.ts';
import { upgradeRecord, upgradeValues } from '../../shared/forms/upgrade-record.ts';
import type { Instant, SyncedDocument } from '../../shared/records/record.ts';
import type { Correction } from '../../shared/recovery/recovery-protocol.ts';
import { entryOf } from '../capture/rebase-entry.ts';
import { useKeptDraft, type KeptDraft } from '../capture/use-kept-draft.ts';
import type { Entry } from '../database/entry.ts';
import type { Draft } from '../database/local-documents.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';

export type UseCorrection = Pick<KeptDraft, 'refusal' | 'isKept' | 'keepNow'> & {
  /** Undefined until it is known whether it was begun before. */
  readonly entry: Readonly<ShallowRef<Entry | undefined>>;
  /** When this was last typed, if it goes on with what was left unfinished. */
  readonly begunAt: Readonly<ShallowRef<Instant | undefined>>;
  /** What is wrong with the entry as it stands; what its author sent is wrong from the start. */
  readonly problems: ComputedRef<readonly EntryProblem[]>;
  readonly change: (step: (entry: Entry) => Entry) => void;
  /** What to send; undefined while something stands against it, or somebody has not yet seen a warning. */
  readonly toSend: () => Correction | undefined;
  /** Begins again with what its author sent. */
  readonly startOver: () => Promise<void>;
  /** The server has it. */
  readonly settled: () => Promise<void>;
};

/** `refusedId`: what the inbox calls it. */
export function useCorrection(
  definition: RecordDefinition,
  refusedId: string,
  refused: SyncedDocument,
): UseCorrection {
  const { today } = useServices().clock;
  const { drafts } = useOpenSession().repositories;
  const [entry, begunAt] = [shallowRef<Entry>(), shallowRef<Instant>()];
  // The record is not this account's: the draft is found by what was refused, never by a record.
  let ids = drafts.newIds();
  const { id: type, version: definitionVersion } = definition;
  const kept = useKeptDraft(
    () => ids.draftId,
    async () => {
      if (entry.value === undefined) return;
      const content = { type, definitionVersion, recordId: ids.recordId, entry: entry.value, refusedId };
      await drafts.saveDraft(ids.draftId, content);
    },
  );
  const asSent = (): Entry => entryOf(upgradeRecord(definition, refused));
  const begin = (draft: Draft | undefined): void => {
    if (draft !== undefined) ids = { draftId: draft.id, recordId: draft.recordId };
    begunAt.value = draft?.updatedAt;
    entry.value = draft === undefined ? asSent() : entryFrom(definition, draft);
  };
  drafts.forRefused(refusedId).then(begin, () => begin(undefined));
  const normal = (typed: Entry): Entry => ({ ...typed, ...normaliseEntry(definition, typed, today()) });
  const problems = computed(() =>
    entry.value === undefined
      ? []
      : checkEntry(definition, normal(entry.value), { today: today(), definitionVersion }),
  );
  const removeDraft = (): Promise<void> => drafts.remove(ids.draftId).catch(() => undefined);
  let seen = '';
  return {
    ...{ entry, begunAt, problems, refusal: kept.refusal },
    ...{ isKept: kept.isKept, keepNow: kept.keepNow },
    change: (step) => {
      if (entry.value === undefined) return;
      entry.value = step(entry.value);
      kept.typed();
    },
    toSend: () => {
      const found = problems.value;
      const before = seen;
      seen = JSON.stringify(found);
      if (entry.value === undefined) return undefined;
      if (!isAcceptable(found) || (found.length > 0 && seen !== before)) return undefined;
      if (wantsReason(found) && overrideReason(entry.value.values) === '') return undefined;
      return correctionOf(definition, normal(entry.value));
    },
    startOver: async () => {
      await kept.keepNow();
      await removeDraft();
      begin(undefined);
    },
    settled: async () => {
      await kept.done();
      await removeDraft();
    },
  };
}

function entryFrom(definition: RecordDefinition, { entry, definitionVersion }: Draft): Entry {
  return { ...entry, values: upgradeValues(definition, entry.values, definitionVersion) };
}

function correctionOf({ version }: RecordDefinition, entry: Entry): Correction {
  const { values, occurredOn, hostUnitId, partnerUnitIds, tags = [] } = entry;
  return { definitionVersion: version, values, occurredOn, hostUnitId, partnerUnitIds, tags };
}
