// Somebody may be registered already: said beside the field that says so, before a second document is made.
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { EntryProblem } from '../../shared/forms/entry-problem.ts';
import type { UnitId } from '../../shared/records/record.ts';
import type { Entry } from '../database/entry.ts';
import type { Repositories } from '../database/repositories.ts';
import type { CaptureStart } from './start-form.ts';

/** Only where a new person is registered: of those that are there, the check of the registry speaks. */
export async function twinProblems(
  { people }: Repositories,
  definition: RecordDefinition,
  start: Pick<CaptureStart, 'recordId' | 'base'> | undefined,
  entry: Pick<Entry, 'values'> | undefined,
  orgUnitId: UnitId,
): Promise<readonly EntryProblem[]> {
  const isNew = definition.collection === 'people' && start?.base === undefined;
  if (!isNew || start === undefined || entry === undefined) return [];
  const twins = await people.twinsOf({ id: start.recordId, orgUnitId, values: entry.values });
  return twins.slice(0, 3).map(({ name, reason, words }) => ({
    fieldId: reason === 'sameNumber' ? 'idNo' : 'name',
    severity: 'warn',
    asks: 'again',
    message: {
      zh: `可能已登记过“${name}”：${words.zh}。不是同一人的，再保存一次。`,
      en: `“${name}” may be she: ${words.en}. If she is not, save once more.`,
    },
  }));
}
