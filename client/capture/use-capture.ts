// A form from its first field to its record: draft, what last time can lend, problems, the save.
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { audienceOnBehalf, problemsOfBehalf } from '../../shared/access/on-behalf.ts';
import { checkEntry, isAcceptable } from '../../shared/forms/check-entry.ts';
import { audienceOf } from '../../shared/access/audience-of.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { EntryProblem } from '../../shared/forms/entry-problem.ts';
import { entryLikeLast, initialEntry, type InitialContext } from '../../shared/forms/initial-values.ts';
import { normaliseEntry } from '../../shared/forms/normalise-entry.ts';
import { overrideReason, wantsReason } from '../../shared/forms/override-reason.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { Entry } from '../database/entry.ts';
import type { Repositories } from '../database/repositories.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import type { doubleProblems } from './double-problems.ts';
import { clashProblems, rebaseEntry } from './rebase-entry.ts';
import { repositoryOf, saveEntry } from './save-entry.ts';
import { asWritten, startForm, type CaptureStart } from './start-form.ts';
import { useKeptDraft } from './use-kept-draft.ts';

/** What the address says: go on with a draft, correct a record or what the server refused, or begin with a person. */
export type CaptureQuery = {
  readonly draft?: string | undefined;
  readonly record?: string | undefined;
  /** Id of a quarantine entry. */
  readonly refused?: string | undefined;
  readonly person?: string | undefined;
  /** The standing record that a new one continues. */
  readonly about?: string | undefined;
  /** The record that was given to the own unit and of which a new one is a part. */
  readonly part?: string | undefined;
};

/** `problems`: look at the form · `warned`: the same save again means it · `refused`: the device did not store it. */
export type SaveOutcome = 'saved' | 'problems' | 'warned' | 'refused';

export type Capture = {
  readonly state: Readonly<ShallowRef<'loading' | 'ready' | 'missing'>>;
  readonly entry: Readonly<ShallowRef<Entry | undefined>>;
  readonly recordId: ComputedRef<string>;
  /** Set once the form is on the disk: the address under which a reload finds it again. */
  readonly draftId: ComputedRef<string | undefined>;
  readonly isEdit: ComputedRef<boolean>;
  readonly problems: Readonly<ShallowRef<readonly EntryProblem[]>>;
  readonly refusal: Readonly<ShallowRef<'quota' | 'other' | undefined>>;
  readonly hasLast: ComputedRef<boolean>;
  readonly isSaving: Readonly<ShallowRef<boolean>>;
  /** What is typed now would belong to nothing. */
  readonly isSaved: Readonly<ShallowRef<boolean>>;
  readonly isKept: Readonly<ShallowRef<boolean>>;
  readonly change: (step: (entry: Entry) => Entry) => void;
  /** The next save waits for this work. */
  readonly waitFor: <T>(work: Promise<T>) => Promise<T>;
  readonly last: () => SyncedDocument | undefined;
  readonly useLast: () => void;
  readonly keepNow: () => Promise<void>;
  readonly save: () => Promise<SaveOutcome>;
};

export function useCapture(definition: RecordDefinition, query: CaptureQuery): Capture {
  const { clock, registry } = useServices();
  const { repositories, account } = useOpenSession();
  const { tree } = useOrgNames();
  const state = shallowRef<'loading' | 'ready' | 'missing'>('loading');
  const [entry, start] = [shallowRef<Entry>(), shallowRef<CaptureStart>()];
  const problems = shallowRef<readonly EntryProblem[]>([]);
  const [isSaving, isSaved] = [shallowRef(false), shallowRef(false)];
  const isStored = shallowRef(query.draft !== undefined);
  const unfinished = createUnfinishedWork();
  // What the last try to save found beside the entry itself stands until the next one.
  let [isChecked, found]: [boolean, readonly EntryProblem[]] = [false, []];

  const kept = useKeptDraft(
    () => start.value?.draftId ?? '',
    async () => {
      if (entry.value === undefined || start.value === undefined) return;
      const { draftId, recordId, base, refusedId } = start.value;
      await repositories.drafts.saveDraft(draftId, {
        ...{ type: definition.id, definitionVersion: definition.version, recordId, entry: entry.value },
        ...(base === undefined ? {} : { base }),
        ...(refusedId === undefined ? {} : { refusedId }),
      });
      isStored.value = true;
    },
  );
  const { refusal } = kept;
  const context = () => initialContext(start.value, clock.today(), account.orgUnitId);
  const normal = (typed: Entry): Entry => {
    const next = normaliseEntry(definition, typed, clock.today());
    const unitId = typed.orgUnitId ?? start.value?.base?.orgUnitId;
    return withReviewer(addressed(definition, next), unitId, tree.value);
  };
  const check = (): readonly EntryProblem[] => {
    if (entry.value === undefined) return [];
    const behalf = start.value?.base === undefined ? problemsOfBehalf(entry.value, account, definition) : [];
    const today = clock.today();
    const version = { definitionVersion: definition.version };
    return [...behalf, ...checkEntry(definition, normal(entry.value), { today, ...version })];
  };
  /** What somebody else changed too, while this form was open. */
  const clashes = async (): Promise<readonly EntryProblem[]> => {
    const { base, refused, recordId = '' } = start.value ?? {};
    const begun = base ?? refused;
    const now = begun === undefined ? undefined : await repositoryOf(repositories, definition).get(recordId);
    if (begun === undefined || now === undefined || entry.value === undefined) return [];
    return clashProblems(rebaseEntry(definition, begun, normal(entry.value), now).clashes);
  };
  const change = (step: (entry: Entry) => Entry): void => {
    if (entry.value === undefined) return;
    entry.value = step(entry.value);
    // Once the person has tried to save, problems vanish as they are mended.
    if (isChecked) problems.value = [...check(), ...found];
    kept.typed();
  };
  const begin = (started: CaptureStart | undefined): void => {
    state.value = started === undefined ? 'missing' : 'ready';
    start.value = started;
    if (started === undefined) return;
    const { withPerson = (fresh: Entry) => fresh } = started;
    entry.value = started.entry ?? withAbout(withPerson(initialEntry(definition, context())), started);
  };
  startForm(repositories, definition, query, account, clock.today()).then(begin, () => begin(undefined));
  /** What stands against a save; undefined when nothing does. */
  const judge = async (seen?: readonly EntryProblem[]): Promise<'problems' | 'warned' | undefined> => {
    const typed = entry.value === undefined ? undefined : normal(entry.value);
    const doubles = await doublesOf(
      ...([repositories, definition, start.value, typed, account.orgUnitId, registry] as const),
    );
    found = [...(await clashes()), ...doubles];
    problems.value = [...check(), ...found];
    if (!isAcceptable(problems.value)) return 'problems';
    if (problems.value.length > 0 && !isSame(seen, problems.value)) return 'warned';
    const isReasonMissing = overrideReason(entry.value?.values ?? {}) === '';
    return wantsReason(problems.value) && isReasonMissing ? 'warned' : undefined;
  };
  const write = async (entered: Entry, started: CaptureStart): Promise<void> => {
    await saveEntry(repositories, definition, started, normal, entered);
    const now = await repositoryOf(repositories, definition).get(started.recordId);
    if (entry.value === entered || now === undefined) return;
    start.value = { ...started, base: asWritten(now, entered, definition.version) };
  };
  /** What is typed meanwhile is judged and saved too. */
  const saveAll = async (seen?: readonly EntryProblem[]): Promise<SaveOutcome> => {
    await unfinished.settled();
    const entered = entry.value;
    const against = await judge(seen);
    if (against !== undefined) return against;
    await kept.keepNow();
    if (entered === undefined || start.value === undefined) return 'problems';
    if (entry.value === entered) await write(entered, start.value);
    if (entry.value !== entered) return saveAll(seen);
    isSaved.value = true;
    await kept.done();
    await settleDraft(repositories, start.value);
    return 'saved';
  };
  return {
    ...{ state, entry, problems, refusal, isSaving, isSaved, isKept: kept.isKept, change },
    ...aboutStart(start, isStored),
    useLast: () => change((typed) => entryLikeLast(definition, context(), typed)),
    ...{ keepNow: kept.keepNow, waitFor: unfinished.waitFor },
    save: async () => {
      if (isSaving.value) return 'problems';
      refusal.value = undefined;
      const seen = isChecked ? problems.value : undefined;
      isChecked = isSaving.value = true;
      const outcome = await saveAll(seen).catch((error: unknown) => {
        kept.refuse(error);
        return 'refused' as const;
      });
      // Once it is saved the page goes.
      isSaving.value = outcome === 'saved';
      return outcome;
    },
  };
}

/** Looked for when the form is full: no part of the first form's download. A warning that fails stops no save. */
async function doublesOf(...asked: Parameters<typeof doubleProblems>): Promise<readonly EntryProblem[]> {
  try {
    return await (await import('./double-problems.ts')).doubleProblems(...asked);
  } catch {
    return [];
  }
}

function aboutStart(
  start: Readonly<ShallowRef<CaptureStart | undefined>>,
  isStored: Readonly<ShallowRef<boolean>>,
): Pick<Capture, 'recordId' | 'draftId' | 'isEdit' | 'last' | 'hasLast'> {
  return {
    recordId: computed(() => start.value?.recordId ?? ''),
    draftId: computed(() => (isStored.value ? start.value?.draftId : undefined)),
    isEdit: computed(() => start.value?.base !== undefined),
    last: () => start.value?.last,
    hasLast: computed(() => start.value?.last !== undefined),
  };
}

function initialContext(start: CaptureStart | undefined, today: string, orgUnitId: string): InitialContext {
  const { last, executives } = start ?? {};
  return {
    ...{ today, orgUnitId },
    ...(last === undefined ? {} : { last }),
    ...(executives === undefined ? {} : { executives }),
  };
}

/** The record is durable. What fails here leaves a draft whose save writes the same record again. */
async function settleDraft(repositories: Repositories, start: CaptureStart): Promise<void> {
  await repositories.drafts.remove(start.draftId).catch(() => undefined);
  if (start.refusedId !== undefined)
    await repositories.quarantine.resolve(start.refusedId).catch(() => undefined);
}

/** Work that a save waits for. */
function createUnfinishedWork() {
  const running = new Set<Promise<unknown>>();
  return {
    waitFor: <T>(work: Promise<T>): Promise<T> => {
      running.add(work);
      return work.finally(() => running.delete(work));
    },
    settled: () => Promise.allSettled(running),
  };
}

function isSame(before: readonly EntryProblem[] | undefined, after: readonly EntryProblem[]): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

/** A record about another unit's is addressed to that unit: who is spoken of can read it. */
function withAbout(entry: Entry, { about, reachesAbout }: CaptureStart): Entry {
  if (about === undefined) return entry;
  const audience = [{ unit: about.orgUnitId, reach: 'this' as const }];
  return { ...entry, aboutId: about.id, ...(reachesAbout === true ? { audience } : {}) };
}

/** What is recorded on behalf also goes to the level that may review it in the author's place. */
function withReviewer(entry: Entry, unitId: string | undefined, tree: OrgTree): Entry {
  if (entry.onBehalf === undefined || unitId === undefined) return entry;
  return { ...entry, audience: audienceOnBehalf(entry.audience ?? [], unitId, tree) };
}

function addressed(definition: RecordDefinition, entry: Entry): Entry {
  const audience = audienceOf(definition, entry);
  return audience === undefined ? entry : { ...entry, audience };
}
