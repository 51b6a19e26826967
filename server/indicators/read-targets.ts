// What tasks plan for a unit, and what it reached of that: from the day of the task to its due day, as the page of the task says it.
import type { FeedKey } from '../../shared/access/feed-keys.ts';
import type { OutcomeQuestion } from '../../shared/indicators/count-outcomes.ts';
import type { StatisticsTarget } from '../../shared/indicators/statistics-protocol.ts';
import { isWithin, type OrgTree } from '../../shared/org/org-unit.ts';
import type { ReportingPeriod } from '../../shared/org/reporting-period.ts';
import { outcomeNamed } from '../../shared/policy/outcomes-for-women.ts';
import type { LocalDate, SyncedDocument, UnitId } from '../../shared/records/record.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { outcomeQuestionOf, taskUnits } from '../../shared/tasks/task-units.ts';
import { parseStored } from '../store/stored-document.ts';
import type { StoreView } from '../store/store.ts';
import { countOutcomes } from './answer-outcomes.ts';

type TargetQuestion = ReportingPeriod & { readonly unitId: UnitId };
type Planned = {
  readonly task: SyncedDocument;
  readonly indicator: string;
  readonly planned: number;
  readonly question: OutcomeQuestion;
};

/** Of tasks that ran within the period and are measured by records; in the order of their days. */
export async function readTargets(
  view: StoreView,
  keys: readonly FeedKey[],
  deps: { readonly registry: Registry; readonly tree: OrgTree; readonly today: LocalDate },
  asked: TargetQuestion,
): Promise<readonly StatisticsTarget[]> {
  const found: Planned[] = [];
  const from = '0000-01-01';
  const query = { collection: 'records', keys, from, until: asked.until, types: ['task'] } as const;
  await view.query.between(query, (json) => found.push(...plannedIn(parseStored(json), deps, asked)));
  if (found.length === 0) return [];
  const answers = await countOutcomes(
    view,
    keys,
    deps,
    found.map(({ question }) => question),
  );
  return found
    .map(({ task, indicator, planned, question }, index) => ({
      ...{ indicator, planned, taskId: task.id, from: question.from },
      task: textOf(task.values['task']),
      reached: answers[index]?.total.reached ?? 0,
      ...(textOf(task.values['dueOn']) === '' ? {} : { dueOn: textOf(task.values['dueOn']) }),
    }))
    .sort((a, b) => (`${a.from} ${a.taskId}` < `${b.from} ${b.taskId}` ? -1 : 1));
}

/** The number of the unit itself where the task names it, else those of the units below that it names. */
function plannedIn(
  task: SyncedDocument,
  {
    registry,
    tree,
    today,
  }: { readonly registry: Registry; readonly tree: OrgTree; readonly today: LocalDate },
  { unitId, from }: TargetQuestion,
): readonly Planned[] {
  const dueOn = textOf(task.values['dueOn']);
  const indicator = outcomeNamed(task.values['measuredBy'])?.indicator;
  const isOver = dueOn !== '' && dueOn < from;
  const isPart = textOf(task.values['parentTask']) !== '';
  if (indicator === undefined || isOver || task._deleted || task.reviewState === 'void') return [];
  const units = taskUnits(task, [], registry, today).filter(({ planned }) => planned !== undefined);
  const own = units.filter((each) => each.unitId === unitId);
  // A part of a task repeats what the task above it says already: above it, only the whole is said.
  const below = isPart ? [] : units.filter((each) => isWithin(tree, each.unitId, unitId));
  const concerned = own.length > 0 ? own : below;
  const question = outcomeQuestionOf(
    task,
    concerned.map((each) => each.unitId),
    today,
  );
  if (question === undefined) return [];
  const planned = concerned.reduce((sum, each) => sum + (each.planned ?? 0), 0);
  return [{ task, indicator, planned, question }];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
