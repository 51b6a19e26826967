// An import from the file to the saved batch: file → columns → questions → rows → saved.
import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { mayNameUnit, mayRecord } from '../../shared/access/policy.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { wantsReason } from '../../shared/forms/override-reason.ts';
import { checkTotals } from '../../shared/import/check-totals.ts';
import { isImportable, targetsOf, type ImportTarget } from '../../shared/import/import-target.ts';
import type { ColumnMapping } from '../../shared/import/propose-mapping.ts';
import type { ReadPlan } from '../../shared/import/read-plan.ts';
import { createSurroundings } from '../../shared/import/sheet-context.ts';
import { isRoster, rosterOf } from '../../shared/import/training-roster.ts';
import type { WorkbookFault } from '../../shared/import/workbook-grid.ts';
import { createPersonIdOf } from '../../shared/people/merged-people.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { findTables, type TableGroup } from './import-tables.ts';
import { openWorkbook } from './open-workbook.ts';
import { inputOf, useImportBatches, type ImportBatches, type SavedBatch } from './use-import-batches.ts';
import { useImportRows, type ImportRows } from './use-import-rows.ts';
import { useRoster, type Roster } from './use-roster.ts';

export type ImportStep =
  | 'file'
  | 'reading'
  | 'columns'
  | 'checking'
  | 'questions'
  | 'rows'
  | 'saving'
  | 'saved';

export type UseImport = {
  readonly kinds: readonly RecordDefinition[];
  readonly kind: Ref<string>;
  readonly step: Readonly<Ref<ImportStep>>;
  readonly fault: Readonly<Ref<WorkbookFault | 'noTable' | undefined>>;
  readonly fileName: Readonly<Ref<string>>;
  readonly targets: ComputedRef<readonly ImportTarget[]>;
  readonly groups: Readonly<ShallowRef<readonly TableGroup[]>>;
  readonly passedOver: Readonly<ShallowRef<readonly string[]>>;
  readonly definition: ComputedRef<RecordDefinition | undefined>;
  readonly plans: ComputedRef<readonly ReadPlan[]>;
  readonly remarks: ComputedRef<ReturnType<typeof checkTotals>>;
  readonly rows: ImportRows;
  /** Why rows that are warned of are right all the same. */
  readonly reason: Ref<string>;
  /** How many of the rows that are ready are warned of. */
  readonly warned: ComputedRef<number>;
  readonly batches: ImportBatches;
  /** Of a roster: the courses that its sheets are. */
  readonly roster: Roster;
  readonly saved: Readonly<ShallowRef<SavedBatch | undefined>>;
  readonly openFile: (file: File) => Promise<void>;
  /** The same file as a table of another kind. */
  readonly changeKind: (kind: string) => Promise<void>;
  readonly setMapping: (headers: string, mapping: ColumnMapping) => void;
  readonly include: (tableId: string, isIncluded: boolean) => void;
  /** Reads all rows under the mapping and remembers it. */
  readonly check: () => Promise<void>;
  readonly goTo: (step: 'columns' | 'questions' | 'rows') => void;
  readonly save: () => Promise<void>;
  readonly startOver: () => void;
};

export function useImport(firstKind: string | undefined): UseImport {
  const { registry, clock, timers, newId } = useServices();
  const { account, repositories } = useOpenSession();
  const kinds = importableKinds(registry.all, account);
  const kind = ref(kinds.find(({ id }) => id === firstKind)?.id ?? kinds[0]?.id ?? '');
  const step = ref<ImportStep>('file');
  const fault = ref<WorkbookFault | 'noTable'>();
  const fileName = ref('');
  const groups = shallowRef<readonly TableGroup[]>([]);
  const passedOver = shallowRef<readonly string[]>([]);
  const saved = shallowRef<SavedBatch>();
  const definition = computed(() => kinds.find(({ id }) => id === kind.value));
  const targets = computed(() => (definition.value === undefined ? [] : targetsOf(definition.value)));
  const reason = ref('');
  const rows = useImportRows(() => definition.value, timers);
  const batches = useImportBatches();
  const roster = useRoster();
  let chosen: File | undefined;
  let reading = new AbortController();

  const startOver = (): void => {
    reading.abort();
    rows.stop();
    [step.value, fault.value, groups.value, saved.value] = ['file', undefined, [], undefined];
    reason.value = '';
  };
  const refuse = (why: WorkbookFault | 'noTable'): void => {
    startOver();
    fault.value = why;
  };
  const held = async (): Promise<readonly SyncedDocument[]> =>
    (await repositories.imports.load()).held(definition.value?.collection ?? 'records', kind.value);
  const surroundings = async (): Promise<ReturnType<typeof createSurroundings>> => {
    const tree = await repositories.orgUnits.tree();
    const units = (await repositories.orgUnits.list()).filter(({ id }) => mayNameUnit(account, id, tree));
    const registered = await (await repositories.imports.load()).held('people', 'person');
    const personIdOf = createPersonIdOf(registered);
    const people = registered.flatMap(({ id, values: { name, idNo } }) =>
      typeof name === 'string' && personIdOf(id) === id
        ? [{ id, name, ...(typeof idNo === 'string' ? { idNo } : {}) }]
        : [],
    );
    return createSurroundings({ today: clock.today(), units, people });
  };
  const openFile = async (file: File): Promise<void> => {
    startOver();
    chosen = file;
    reading = new AbortController();
    // Whoever chose anew meanwhile wants nothing of this file.
    const { signal } = reading;
    [step.value, fileName.value] = ['reading', file.name];
    const outcome = await openWorkbook(file, signal).catch(() => undefined);
    if (outcome === undefined || signal.aborted) return;
    if (outcome.kind === 'refused') return refuse(outcome.fault);
    const around = await surroundings();
    if (signal.aborted) return;
    const found = await findTables(outcome.workbook, file.name, targets.value, around, async (headers) =>
      (await repositories.imports.load()).mappingFor(kind.value, headers),
    );
    if (signal.aborted) return;
    if (found.groups.length === 0) return refuse('noTable');
    const made = definition.value;
    if (made !== undefined && isRoster(made))
      await roster.begin(found.groups.flatMap(({ tables }) => tables));
    if (signal.aborted) return;
    [groups.value, passedOver.value, step.value] = [found.groups, found.passedOver, 'columns'];
  };
  const plans = computed((): readonly ReadPlan[] => {
    const made = definition.value;
    if (made === undefined) return [];
    const shared = { definition: made, targets: targets.value, ownUnitId: account.orgUnitId };
    return groups.value.flatMap(({ tables, mapping }) =>
      tables
        .filter(({ isIncluded }) => isIncluded)
        .map(({ id, table, context }) => ({ ...shared, table, tableId: id, mapping, context })),
    );
  });
  const check = async (): Promise<void> => {
    const isOfCourses = definition.value !== undefined && isRoster(definition.value);
    if (isOfCourses && !roster.mayGoOn(plans.value.map(({ tableId }) => tableId))) return;
    step.value = 'checking';
    for (const { headers, mapping } of groups.value)
      await (
        await repositories.imports.load()
      ).rememberMapping({
        ...{ kind: kind.value, headers },
        columns: [...mapping.columns],
        constants: { ...mapping.constants },
      });
    if (await rows.start(plans.value, await held()))
      step.value = rows.counts.value.question > 0 ? 'questions' : 'rows';
  };
  const save = async (): Promise<void> => {
    const made = definition.value;
    const ready = rows.rows.value.filter(({ state }) => state === 'ready');
    if (made === undefined || ready.length === 0) return;
    step.value = 'saving';
    const why = reason.value.trim();
    const inputs = isRoster(made)
      ? roster.recordsOf(ready, why)
      : ready.map((row) => inputOf(made, row, why, newId()));
    saved.value = await batches.save(made, fileName.value, inputs);
    step.value = 'saved';
  };
  onScopeDispose(() => {
    reading.abort();
    rows.stop();
    batches.stop();
  });
  return {
    ...{ kinds, kind, step, fault, fileName, targets, groups, passedOver, definition, plans },
    remarks: computed(() => plans.value.flatMap(({ table }) => checkTotals(table))),
    warned: computed(() => {
      const ready = rows.rows.value.filter(({ state }) => state === 'ready');
      return definition.value !== undefined && isRoster(definition.value)
        ? roster.warned(ready)
        : ready.filter(({ warnings }) => wantsReason(warnings)).length;
    }),
    ...{ rows, reason, batches, roster, saved, openFile, check, save, startOver },
    changeKind: async (next) => {
      kind.value = next;
      if (chosen !== undefined) await openFile(chosen);
    },
    setMapping: (headers, mapping) => {
      groups.value = groups.value.map((group) => (group.headers === headers ? { ...group, mapping } : group));
    },
    include: (tableId, isIncluded) => {
      groups.value = groups.value.map((group) => ({
        ...group,
        tables: group.tables.map((each) => (each.id === tableId ? { ...each, isIncluded } : each)),
      }));
    },
    goTo: (next) => {
      step.value = next;
    },
  };
}

/** A roster comes in as a course held. */
function importableKinds(
  all: readonly RecordDefinition[],
  account: Parameters<typeof mayRecord>[0],
): readonly RecordDefinition[] {
  const held = all.filter(({ id }) => id === 'training-attendance');
  return [...all, ...held.map(rosterOf)].filter((each) => isImportable(each) && mayRecord(account, each));
}
