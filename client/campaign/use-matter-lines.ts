// Matters as lines of a list or table, in words.
import { dateText } from '../../shared/forms/describe-record.ts';
import type { OutcomeAnswer } from '../../shared/indicators/count-outcomes.ts';
import type { DocumentId } from '../../shared/records/record.ts';
import { measureOf } from '../../shared/tasks/task-units.ts';
import { plannedFor } from '../../shared/tasks/task-parts.ts';
import { useRecordLines, type RecordLineText } from '../records/use-record-lines.ts';
import { useLanguage } from '../ui/use-language.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import type { Matter } from './matter.ts';
import { useOutcomeWords } from './use-outcome-words.ts';

export type MatterLine = {
  readonly line: RecordLineText;
  /** Whose it is to do; '' where it is its author's. */
  readonly units: string;
  readonly due: string;
  readonly isOverdue: boolean;
  readonly state: string;
  readonly tone: 'need' | 'info' | 'plain';
  /** Day of the newest record about it; '' while there is none. */
  readonly continuedOn: string;
  /** Of a task, '' where there is no number. */
  readonly task?: {
    readonly planned: string;
    readonly counted: string;
    readonly notes: string;
    readonly reported: string;
    readonly completion: string;
  };
};

const namedUnits = 3;

export function useMatterLines(): (
  matters: readonly Matter[],
  answers: ReadonlyMap<DocumentId, OutcomeAnswer>,
) => readonly MatterLine[] {
  const { t, locale, labelText } = useLanguage();
  const { nameOf } = useOrgNames();
  const lineOf = useRecordLines();
  const words = useOutcomeWords();

  const unitsText = (ids: readonly string[]): string => {
    const names = [...new Set(ids)].sort().map(nameOf);
    const listed = names.slice(0, namedUnits).join(t('ui.listComma'));
    return names.length > namedUnits
      ? t('campaign.andOthers', { units: listed, count: names.length })
      : listed;
  };
  const stateText = ({ state, label }: Matter): string => {
    const said = label === undefined ? t('records.justBegun') : labelText(label);
    return state === 'overdue' ? t('campaign.overdueState', { state: said }) : said;
  };
  const taskOf = ({ record, task }: Matter, answer: OutcomeAnswer | undefined): MatterLine['task'] => {
    if (task === undefined) return undefined;
    const unit = labelText(measureOf(record).unit);
    const amount = (number: number | undefined): string =>
      number === undefined ? '' : words.amount(number, unit);
    const reported = task.units.flatMap((each) => each.reported?.value ?? []);
    const planned = task.units.flatMap(({ unitId }) => plannedFor(record, unitId) ?? []);
    return {
      planned: amount(sumOf(planned)),
      counted: answer === undefined ? '' : words.counted(answer.total, unit),
      notes: answer === undefined ? '' : words.notes(answer.total),
      reported: amount(sumOf(reported)),
      completion: words.completion(task.completion),
    };
  };
  return (matters, answers) =>
    matters.map((matter) => {
      const { record, state, due, continuedOn, task } = matter;
      const told = taskOf(matter, answers.get(record.id));
      return {
        line: lineOf(record),
        units: unitsText(task?.units.map(({ unitId }) => unitId) ?? record.audience.map(({ unit }) => unit)),
        due: due === undefined ? '' : dateText(due, locale.value),
        isOverdue: state === 'overdue',
        state: task === undefined ? stateText(matter) : t(`campaign.taskState.${state}`),
        tone: state === 'overdue' ? 'need' : state === 'closed' ? 'plain' : 'info',
        continuedOn: continuedOn === undefined ? '' : dateText(continuedOn, locale.value),
        ...(told === undefined ? {} : { task: told }),
      };
    });
}

/** Undefined for no numbers at all. */
function sumOf(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : numbers.reduce((total, each) => total + each, 0);
}
