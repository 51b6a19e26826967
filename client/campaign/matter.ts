// A standing matter of the campaign as a list shows it: since when, by when, how it stands. Derived, never stored.
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { Label } from '../../shared/forms/field-types.ts';
import type { OutcomeQuestion } from '../../shared/indicators/count-outcomes.ts';
import { isWithin, type OrgTree } from '../../shared/org/org-unit.ts';
import type { LocalDate, SyncedDocument, UnitId } from '../../shared/records/record.ts';
import { dueOn, standingState } from '../../shared/records/standing-state.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import {
  completionOf,
  outcomeQuestionOf,
  taskUnits,
  unitsWithin,
  type TaskCompletion,
  type TaskUnit,
} from '../../shared/tasks/task-units.ts';

/** `open` · `overdue`: open, and its day has passed · `closed`. */
export type MatterState = 'open' | 'overdue' | 'closed';
export type Matter = {
  readonly record: SyncedDocument;
  readonly state: MatterState;
  readonly due?: LocalDate;
  /** What the newest record about it says. */
  readonly label?: Label;
  /** Day of the newest record about it. */
  readonly continuedOn?: LocalDate;
  /** Of a task: the units that are shown of it. */
  readonly task?: {
    readonly units: readonly TaskUnit[];
    readonly completion: TaskCompletion;
    readonly question?: OutcomeQuestion;
  };
};

export type MatterDeps = {
  readonly registry: Pick<Registry, 'get'>;
  readonly tree: OrgTree;
  readonly today: LocalDate;
  /** Of a task only this unit and those below it are shown. */
  readonly unitId: UnitId;
};

export function matterOf(
  record: SyncedDocument,
  definition: RecordDefinition,
  about: readonly SyncedDocument[],
  { registry, tree, today, unitId }: MatterDeps,
): Matter {
  const due = dueOn(definition, record, today);
  const { label, isClosed, continuedOn } = standingState(about, registry);
  const rest = {
    record,
    ...(due === undefined ? {} : { due }),
    ...(continuedOn === undefined ? {} : { continuedOn }),
  };
  if (definition.answeredByEach === true) {
    const units = unitsWithin(taskUnits(record, about, registry, today), unitId, tree);
    const completion = completionOf(units);
    const ids = units.map((unit) => unit.unitId);
    const question = outcomeQuestionOf(record, ids, today);
    const task = { units, completion, ...(question === undefined ? {} : { question }) };
    return { ...rest, task, state: stateOfTask(completion) };
  }
  const isPast = due !== undefined && due < today;
  const state = isClosed ? 'closed' : isPast ? 'overdue' : 'open';
  return { ...rest, state, ...(label === undefined ? {} : { label }) };
}

/** Recorded by the unit or below it, or addressed to one of those. */
export function concerns(record: SyncedDocument, unitId: UnitId, tree: OrgTree): boolean {
  if (isWithin(tree, record.orgUnitId, unitId)) return true;
  return record.audience.some(
    ({ unit, reach }) => isWithin(tree, unit, unitId) || (reach === 'below' && isWithin(tree, unitId, unit)),
  );
}

/** What is open first, the nearest day first; then in the order of the division code. Never by a number. */
export function inOrder(matters: readonly Matter[]): readonly Matter[] {
  const keyOf = ({ state, due, record }: Matter): string =>
    `${state === 'closed' ? '1' : '0'} ${due ?? '9999'} ${record.orgUnitId} ${record.id}`;
  return matters.slice().sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function stateOfTask({ units, done, cancelled, overdue }: TaskCompletion): MatterState {
  if (overdue > 0) return 'overdue';
  return units > 0 && done + cancelled === units ? 'closed' : 'open';
}
