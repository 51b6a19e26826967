// The form over a refused record of somebody below: what is wrong with it now, and what goes to the server.
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { checkEntry, isAcceptable } from '../../shared/forms/check-entry.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { EntryProblem } from '../../shared/forms/entry-problem.ts';
import { normaliseEntry } from '../../shared/forms/normalise-entry.ts';
import { overrideReason, wantsReason } from '../../shared/forms/override-reason.ts';
import { upgradeRecord } from '../../shared/forms/upgrade-record.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { Correction } from '../../shared/recovery/recovery-protocol.ts';
import { entryOf } from '../capture/rebase-entry.ts';
import type { Entry } from '../database/entry.ts';

export type UseCorrection = {
  readonly entry: Readonly<ShallowRef<Entry>>;
  /** What is wrong with the entry as it stands; what its author sent is wrong from the start. */
  readonly problems: ComputedRef<readonly EntryProblem[]>;
  readonly isChanged: Readonly<ShallowRef<boolean>>;
  readonly change: (step: (entry: Entry) => Entry) => void;
  /** What to send; undefined while something stands against it, or somebody has not yet seen a warning. */
  readonly toSend: () => Correction | undefined;
};

export function useCorrection(
  definition: RecordDefinition,
  refused: SyncedDocument,
  today: () => string,
): UseCorrection {
  const entry = shallowRef<Entry>(entryOf(upgradeRecord(definition, refused)));
  const isChanged = shallowRef(false);
  let seen = '';
  const normal = (): Entry => normaliseInto(definition, entry.value, today());
  const problems = computed(() =>
    checkEntry(definition, normal(), { today: today(), definitionVersion: definition.version }),
  );
  return {
    ...{ entry, problems, isChanged },
    change: (step) => {
      entry.value = step(entry.value);
      isChanged.value = true;
    },
    toSend: () => {
      const found = problems.value;
      const before = seen;
      seen = JSON.stringify(found);
      if (!isAcceptable(found) || (found.length > 0 && seen !== before)) return undefined;
      if (wantsReason(found) && overrideReason(entry.value.values) === '') return undefined;
      return correctionOf(definition, normal());
    },
  };
}

function normaliseInto(definition: RecordDefinition, entry: Entry, today: string): Entry {
  return { ...entry, ...normaliseEntry(definition, entry, today) };
}

function correctionOf({ version }: RecordDefinition, entry: Entry): Correction {
  const { values, occurredOn, hostUnitId, partnerUnitIds, tags = [] } = entry;
  return { definitionVersion: version, values, occurredOn, hostUnitId, partnerUnitIds, tags };
}
