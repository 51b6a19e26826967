// A form from its first field to its record: draft, what last time can lend, problems, the save.
import { computed, onScopeDispose, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { checkEntry, isAcceptable } from '../../shared/forms/check-entry.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { EntryProblem } from '../../shared/forms/entry-problem.ts';
import { entryLikeLast, initialEntry } from '../../shared/forms/initial-values.ts';
import { normaliseEntry } from '../../shared/forms/normalise-entry.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { Entry } from '../database/entry.ts';
import { JournalStopped } from '../database/journaled-storage/journal-state.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useDirtyForms } from '../ui/dirty-forms.ts';
import { createDraftSaver } from './draft-saver.ts';
import { startForm, type CaptureStart } from './start-form.ts';

/** What the address says: go on with a draft, correct a record or what the server refused, or begin with a person. */
export type CaptureQuery = {
  readonly draft?: string | undefined;
  readonly record?: string | undefined;
  /** Id of a quarantine entry. */
  readonly refused?: string | undefined;
  readonly person?: string | undefined;
};

/** `problems`: look at the form · `warned`: the same save again means it · `refused`: the device did not store it. */
export type SaveOutcome = 'saved' | 'problems' | 'warned' | 'refused';

export type Capture = {
  readonly state: Readonly<ShallowRef<'loading' | 'ready' | 'missing'>>;
  readonly entry: Readonly<ShallowRef<Entry | undefined>>;
  readonly recordId: ComputedRef<string>;
  readonly isEdit: ComputedRef<boolean>;
  readonly problems: Readonly<ShallowRef<readonly EntryProblem[]>>;
  readonly refusal: Readonly<ShallowRef<'quota' | 'other' | undefined>>;
  readonly hasLast: ComputedRef<boolean>;
  readonly isSaving: Readonly<ShallowRef<boolean>>;
  readonly isKept: Readonly<ShallowRef<boolean>>;
  readonly change: (next: Entry) => void;
  readonly useLast: () => void;
  readonly keepNow: () => Promise<void>;
  readonly save: () => Promise<SaveOutcome>;
};

export function useCapture(definition: RecordDefinition, query: CaptureQuery): Capture {
  const { clock, timers } = useServices();
  const { repositories, account } = useOpenSession();
  const dirtyForms = useDirtyForms();
  const state = shallowRef<'loading' | 'ready' | 'missing'>('loading');
  const entry = shallowRef<Entry>();
  const start = shallowRef<CaptureStart>();
  const problems = shallowRef<readonly EntryProblem[]>([]);
  const refusal = shallowRef<'quota' | 'other'>();
  const isSaving = shallowRef(false);
  const isKept = shallowRef(false);
  let last: SyncedDocument | undefined;
  let isChecked = false;

  const refuse = (error: unknown): void => {
    refusal.value = error instanceof JournalStopped && error.reason === 'quota' ? 'quota' : 'other';
  };
  const saver = createDraftSaver({
    timers,
    onRefused: refuse,
    save: async () => {
      const { draftId, recordId } = start.value ?? { draftId: '', recordId: '' };
      if (entry.value === undefined || draftId === '') return;
      await repositories.drafts.saveDraft(draftId, { type: definition.id, recordId, entry: entry.value });
      isKept.value = true;
    },
  });
  const context = () => ({
    today: clock.today(),
    orgUnitId: account.orgUnitId,
    ...(last === undefined ? {} : { last }),
  });
  const check = (): readonly EntryProblem[] => {
    if (entry.value === undefined) return [];
    const normal = normaliseEntry(definition, entry.value, clock.today());
    return checkEntry(definition, normal, { today: clock.today(), definitionVersion: definition.version });
  };
  const change = (next: Entry): void => {
    entry.value = next;
    isKept.value = false;
    dirtyForms.mark(start.value?.draftId ?? '');
    // Once the person has tried to save, problems vanish as they are mended.
    if (isChecked) problems.value = check();
    saver.schedule();
  };
  const load = async (): Promise<void> => {
    const started = await startForm(repositories, definition, query);
    if (started === undefined) {
      state.value = 'missing';
      return;
    }
    last = started.last;
    start.value = started;
    entry.value = started.entry ?? initialEntry(definition, context());
    if (started.personId !== undefined) entry.value = withPerson(definition, entry.value, started);
    state.value = 'ready';
  };
  load().catch(() => {
    state.value = 'missing';
  });
  const store = async (): Promise<void> => {
    const { draftId = '', recordId = '' } = start.value ?? {};
    if (entry.value === undefined) return;
    const normal = normaliseEntry(definition, entry.value, clock.today());
    await saver.flush();
    const repository = definition.collection === 'people' ? repositories.people : repositories.records;
    await repository.save({
      id: recordId,
      type: definition.id,
      definitionVersion: definition.version,
      entry: normal,
    });
    await saver.stop();
    // A crash before this line leaves a draft whose save writes the same record again.
    await repositories.drafts.remove(draftId);
    dirtyForms.clear(draftId);
  };
  onScopeDispose(() => {
    void saver.flush().then(() => dirtyForms.clear(start.value?.draftId ?? ''));
  });
  return {
    ...{ state, entry, problems, refusal, isSaving, isKept, change },
    recordId: computed(() => start.value?.recordId ?? ''),
    isEdit: computed(() => start.value?.isEdit === true),
    hasLast: computed(() => start.value?.last !== undefined && !start.value.isEdit),
    useLast: () => change(entryLikeLast(definition, context())),
    keepNow: saver.flush,
    save: async () => {
      if (isSaving.value) return 'problems';
      refusal.value = undefined;
      const before = problems.value;
      problems.value = check();
      const wasChecked = isChecked;
      isChecked = true;
      if (!isAcceptable(problems.value)) return 'problems';
      if (problems.value.length > 0 && !(wasChecked && isSame(before, problems.value))) return 'warned';
      isSaving.value = true;
      try {
        await store();
        return 'saved';
      } catch (error) {
        refuse(error);
        return 'refused';
      } finally {
        isSaving.value = false;
      }
    },
  };
}

function isSame(before: readonly EntryProblem[], after: readonly EntryProblem[]): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

function withPerson(
  definition: RecordDefinition,
  entry: Entry,
  { personId = '', personName = '' }: CaptureStart,
): Entry {
  const field = definition.fields.find((candidate) => candidate.kind === 'person');
  if (field === undefined) return entry;
  return { ...entry, values: { ...entry.values, [field.id]: { id: personId, name: personName } } };
}
