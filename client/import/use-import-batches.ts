// Saving the rows that are ready as one batch, and taking a batch back as one act.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { audienceOf } from '../../shared/access/audience-of.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { overrideReasonId, wantsReason } from '../../shared/forms/override-reason.ts';
import type { EntryToSave } from '../database/entry.ts';
import type { ImportBatch, UndoCounts } from '../database/imports-repository.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { breathe } from './in-slices.ts';
import type { JudgedRow } from './use-import-rows.ts';

/** `stopped`: a person stopped it · `refused`: the device stored no more. What is in is in, and can be taken back. */
export type SavedBatch = {
  readonly batch: ImportBatch;
  readonly saved: number;
  readonly end: 'all' | 'stopped' | 'refused';
};

export type ImportBatches = {
  readonly batches: Readonly<ShallowRef<readonly ImportBatch[]>>;
  readonly progress: Readonly<ShallowRef<{ readonly done: number; readonly total: number } | undefined>>;
  readonly undone: Readonly<ShallowRef<ReadonlyMap<string, UndoCounts>>>;
  readonly isUndoing: Readonly<Ref<string | undefined>>;
  readonly load: () => Promise<void>;
  readonly save: (
    definition: RecordDefinition,
    fileName: string,
    inputs: readonly EntryToSave[],
  ) => Promise<SavedBatch>;
  readonly stop: () => void;
  readonly undo: (batch: ImportBatch) => Promise<void>;
};

const savedAtOnce = 50;

export function useImportBatches(): ImportBatches {
  const { clock, newId, timers } = useServices();
  const { imports } = useOpenSession().repositories;
  const batches = shallowRef<readonly ImportBatch[]>([]);
  const progress = shallowRef<{ readonly done: number; readonly total: number }>();
  const undone = shallowRef<ReadonlyMap<string, UndoCounts>>(new Map());
  const isUndoing = ref<string>();
  let isStopped = false;

  const load = async (): Promise<void> => {
    batches.value = await (await imports.load()).list();
  };
  const saveAll = async (batch: ImportBatch, inputs: readonly EntryToSave[]): Promise<SavedBatch> => {
    for (let done = 0; done < inputs.length; done += savedAtOnce) {
      progress.value = { done, total: inputs.length };
      if (isStopped) return { batch, saved: done, end: 'stopped' };
      try {
        await (await imports.load()).saveRows(batch, inputs.slice(done, done + savedAtOnce));
      } catch {
        return { batch, saved: done, end: 'refused' };
      }
      await breathe(timers);
    }
    return { batch, saved: inputs.length, end: 'all' };
  };
  return {
    ...{ batches, progress, undone, isUndoing, load },
    save: async (definition, fileName, inputs) => {
      isStopped = false;
      const { id: kind, collection } = definition;
      const count = inputs.length;
      const batch: ImportBatch = {
        ...{ id: newId(), kind, collection, fileName, count },
        ...{ at: clock.instant(), state: 'open' },
      };
      const ids = inputs.map(({ id }) => id);
      await (await imports.load()).begin(batch, ids);
      const result = await saveAll(batch, inputs);
      if (result.saved < count) await (await imports.load()).begin({ ...batch, count: result.saved }, ids);
      progress.value = undefined;
      await load();
      return result;
    },
    stop: () => {
      isStopped = true;
    },
    undo: async (batch) => {
      isUndoing.value = batch.id;
      const counts = await (
        await imports.load()
      ).undo(batch, (done) => {
        progress.value = { done, total: batch.count };
      });
      undone.value = new Map([...undone.value, [batch.id, counts]]);
      [progress.value, isUndoing.value] = [undefined, undefined];
      await load();
    },
  };
}

/** A row as the document it becomes; `reason` is kept in it when it was warned of. */
export function inputOf(
  definition: RecordDefinition,
  { entry, warnings }: JudgedRow,
  reason: string,
  id: string,
): EntryToSave {
  const audience = audienceOf(definition, entry);
  const said = wantsReason(warnings) && reason !== '' ? { [overrideReasonId]: reason } : {};
  return {
    ...{ id, type: definition.id, definitionVersion: definition.version },
    entry: {
      ...{ ...entry, values: { ...entry.values, ...said } },
      ...(audience === undefined ? {} : { audience }),
    },
  };
}
