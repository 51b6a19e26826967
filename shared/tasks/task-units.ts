// A task unit by unit: what was planned for each, what it reported, and how it stands. Derived, never stored.
import type { Label } from '../forms/field-types.ts';
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import { isJsonObject, itemsOf } from '../records/json-value.ts';
import type { LocalDate, SyncedDocument, UnitId } from '../records/record.ts';
import { standingStateFor } from '../records/standing-state.ts';
import type { Registry } from '../record-types/define-registry.ts';
import type { OutcomeCount, OutcomeQuestion } from '../indicators/count-outcomes.ts';
import { outcomeNamed } from '../policy/outcomes-for-women.ts';

export type TaskUnitState = 'notBegun' | 'underWay' | 'done' | 'cancelled';

/** One responsible unit of a task. */
export type TaskUnit = {
  readonly unitId: UnitId;
  readonly responsible: string;
  readonly planned?: number;
  readonly state: TaskUnitState;
  /** Past its due day, and neither done nor cancelled. */
  readonly isOverdue: boolean;
  /** The newest number, or share in percent, that the unit itself reported. */
  readonly reported?: {
    readonly value?: number;
    readonly percentage?: number;
    readonly on: LocalDate;
  };
};

/** How many units stand how; 任务完成率 is `done` of those that were not cancelled. */
export type TaskCompletion = {
  readonly units: number;
  readonly done: number;
  readonly cancelled: number;
  readonly overdue: number;
};

/** In the order of the division code; a unit that is named twice is there once. */
export function taskUnits(
  task: SyncedDocument,
  about: readonly SyncedDocument[],
  registry: Pick<Registry, 'get'>,
  today: LocalDate,
): readonly TaskUnit[] {
  const rows = itemsOf(task.values['targets']).filter((row) => isJsonObject(row));
  const unitIds = [...new Set(rows.flatMap(({ unit }) => (typeof unit === 'string' ? [unit] : [])))].sort();
  const due = dueOf(task);
  return unitIds.map((unitId) => {
    const mine = rows.filter(({ unit }) => unit === unitId);
    const numbers = mine.flatMap(({ target }) => (typeof target === 'number' ? [target] : []));
    const names = mine.flatMap(({ responsible }) => (typeof responsible === 'string' ? [responsible] : []));
    const state = stateFor(unitId, task, about, registry);
    const isOpen = state === 'notBegun' || state === 'underWay';
    const reported = reportedBy(unitId, about);
    return {
      ...{ unitId, responsible: names.join('、'), state },
      isOverdue: isOpen && due !== undefined && due < today,
      ...(numbers.length === 0 ? {} : { planned: sum(numbers) }),
      ...(reported === undefined ? {} : { reported }),
    };
  });
}

/** What of the task an account of this unit is shown: its own part and those below it. */
export function unitsWithin(units: readonly TaskUnit[], unitId: UnitId, tree: OrgTree): readonly TaskUnit[] {
  return units.filter((each) => isWithin(tree, each.unitId, unitId));
}

export function completionOf(units: readonly TaskUnit[]): TaskCompletion {
  const count = (is: (unit: TaskUnit) => boolean): number => units.filter(is).length;
  return {
    units: units.length,
    done: count(({ state }) => state === 'done'),
    cancelled: count(({ state }) => state === 'cancelled'),
    overdue: count(({ isOverdue }) => isOverdue),
  };
}

/**
 * What is to be counted for these units: from the day the task was set to its due day, or today while that is to come.
 * Undefined where the task is not measured by records, names no unit, or has not begun.
 */
export function outcomeQuestionOf(
  task: SyncedDocument,
  unitIds: readonly UnitId[],
  today: LocalDate,
): OutcomeQuestion | undefined {
  const outcome = outcomeNamed(task.values['measuredBy']);
  const due = dueOf(task) ?? today;
  const [from, until] = [task.occurredOn, due < today ? due : today];
  if (outcome === undefined || unitIds.length === 0 || until < from) return undefined;
  return { outcome: outcome.id, from, until, unitIds };
}

/** What the numbers of a task count, and in which unit: of the list, or as its author wrote it. */
export function measureOf(task: Pick<SyncedDocument, 'values'>): {
  readonly what: Label;
  readonly unit: Label;
} {
  const outcome = outcomeNamed(task.values['measuredBy']);
  if (outcome !== undefined) return { what: outcome.label, unit: outcome.unit };
  const { targetOutcome, targetUnit } = task.values;
  const asWritten = (text: unknown): Label => {
    const written = typeof text === 'string' ? text : '';
    return { zh: written, en: written };
  };
  return { what: asWritten(targetOutcome), unit: asWritten(targetUnit) };
}

/**
 * Where what a unit reported and what its records say do not go together. Only said, never settled: `more`, it reported
 * more than the records hold; `short`, it reported the task done and the records do not reach the plan.
 */
export function contradictionOf(unit: TaskUnit, counted: OutcomeCount): 'more' | 'short' | undefined {
  if ((unit.reported?.value ?? 0) > counted.reached) return 'more';
  return unit.state === 'done' && (unit.planned ?? 0) > counted.reached ? 'short' : undefined;
}

function dueOf({ values }: SyncedDocument): LocalDate | undefined {
  return typeof values['dueOn'] === 'string' ? values['dueOn'] : undefined;
}

function stateFor(
  unitId: UnitId,
  task: SyncedDocument,
  about: readonly SyncedDocument[],
  registry: Pick<Registry, 'get'>,
): TaskUnitState {
  const { isClosed, state } = standingStateFor(unitId, task, about, registry);
  if (isClosed) return state === 'cancelled' ? 'cancelled' : 'done';
  return state === undefined ? 'notBegun' : 'underWay';
}

function reportedBy(unitId: UnitId, about: readonly SyncedDocument[]): TaskUnit['reported'] {
  const [newest] = about
    .filter((record) => record.orgUnitId === unitId && !record._deleted && record.reviewState !== 'void')
    .filter(({ values }) => isNumber(values['doneValue']) || isNumber(values['percentage']))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1));
  if (newest === undefined) return undefined;
  const { doneValue, percentage } = newest.values;
  return {
    on: newest.occurredOn,
    ...(isNumber(doneValue) ? { value: doneValue } : {}),
    ...(isNumber(percentage) ? { percentage } : {}),
  };
}

function orderOf({ occurredOn, createdAt, id }: SyncedDocument): string {
  return `${occurredOn} ${createdAt} ${id}`;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
