// What the device's other documents say against a form: the same woman, the same event, another birth date of hers.
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { lineText } from '../../shared/forms/describe-record.ts';
import type { EntryProblem } from '../../shared/forms/entry-problem.ts';
import type { Label } from '../../shared/forms/field-types.ts';
import { upgradeRecord } from '../../shared/forms/upgrade-record.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { aboutProblems } from '../../shared/records/about-problems.ts';
import { likelyDoubles } from '../../shared/records/likely-doubles.ts';
import { contradictions, personIdIn, type PersonValues } from '../../shared/people/told-by-person.ts';
import type { SyncedDocument, UnitId } from '../../shared/records/record.ts';
import type { Entry } from '../database/entry.ts';
import type { Repositories } from '../database/repositories.ts';
import { firstValue } from '../database/watchable.ts';
import type { CaptureStart } from './start-form.ts';

const most = 3;

/** Doubles only of what is new: of records that are there, reviewers and the check of the registry speak. */
export async function doubleProblems(
  repositories: Repositories,
  definition: RecordDefinition,
  start: Pick<CaptureStart, 'recordId' | 'base'> | undefined,
  entry: Entry | undefined,
  orgUnitId: UnitId,
  registry: Pick<Registry, 'get'>,
): Promise<readonly EntryProblem[]> {
  if (start === undefined || entry === undefined) return [];
  if (definition.collection === 'people')
    return start.base === undefined ? twinsOf(repositories, start.recordId, entry, orgUnitId) : [];
  const contradicted = [
    ...(await contradictionsOf(repositories, definition, entry)),
    ...(await misfitsOf(repositories, definition, entry, registry)),
  ];
  if (start.base !== undefined) return contradicted;
  const doubles = await doublesOf(repositories, definition, { id: start.recordId, entry, orgUnitId });
  return [...contradicted, ...doubles];
}

/** Against the record that this one continues, where the device holds it. */
async function misfitsOf(
  { records }: Repositories,
  definition: RecordDefinition,
  entry: Entry,
  registry: Pick<Registry, 'get'>,
): Promise<readonly EntryProblem[]> {
  const about = entry.aboutId === undefined ? undefined : await records.get(entry.aboutId);
  const kind = about === undefined ? undefined : registry.get(about.type);
  return about === undefined || kind === undefined
    ? []
    : aboutProblems(definition, entry, upgradeRecord(kind, about));
}

/** Birth date and sex against the registry. */
async function contradictionsOf(
  { people }: Repositories,
  definition: RecordDefinition,
  { values }: Entry,
): Promise<readonly EntryProblem[]> {
  const ids = definition.fields.flatMap((field) =>
    field.kind === 'person' && field.tells !== undefined ? (personIdIn(values[field.id]) ?? []) : [],
  );
  const known = new Map<string, PersonValues | undefined>();
  for (const id of ids) known.set(id, (await people.get(id))?.values);
  return contradictions(definition, values, (id) => known.get(id));
}

async function twinsOf(
  { people }: Repositories,
  id: string,
  entry: Entry,
  orgUnitId: UnitId,
): Promise<readonly EntryProblem[]> {
  const twins = await people.twinsOf({ id, orgUnitId, values: entry.values });
  return twins.slice(0, most).map(({ name, reason, words }) =>
    askAgain(reason === 'sameNumber' ? 'idNo' : 'name', {
      zh: `可能已登记过“${name}”：${words.zh}。不是同一人的，再保存一次。`,
      en: `“${name}” may be she: ${words.en}. If she is not, save once more.`,
    }),
  );
}

async function doublesOf(
  { records }: Repositories,
  definition: RecordDefinition,
  { id, entry, orgUnitId }: { readonly id: string; readonly entry: Entry; readonly orgUnitId: UnitId },
): Promise<readonly EntryProblem[]> {
  const { occurredOn } = entry;
  const unit = entry.orgUnitId ?? orgUnitId;
  const isOnce = definition.oncePer !== undefined;
  const thatDay = { orgUnitId: unit, occurredFrom: occurredOn, occurredUntil: occurredOn };
  const held = await firstValue(records.watchList({ types: [definition.id], ...(isOnce ? {} : thatDay) }));
  const written = { ...entry, id, type: definition.id, orgUnitId: unit };
  const fieldId = definition.oncePer?.[0] ?? definition.fields.find(({ id }) => id === 'occurredOn')?.id;
  return likelyDoubles(definition, written, held)
    .slice(0, most)
    .map((double) => {
      const [zh, en] = [titleOf(definition, double, 'zh'), titleOf(definition, double, 'en')];
      const words = isOnce ? recordedOnce(definition) : recordedThatDay(definition, zh, en);
      return askAgain(fieldId ?? definition.fields[0]?.id ?? '', words);
    });
}

function recordedThatDay({ label }: RecordDefinition, zh: string, en: string): Label {
  return {
    zh: `这一天已记过一条${label.zh}${zh === '' ? '' : `“${zh}”`}。不是同一次的，再保存一次。`,
    en: `${label.en} ${en === '' ? '' : `“${en}” `}is recorded for this day already. If this is another one, save once more.`,
  };
}

function recordedOnce({ label }: RecordDefinition): Label {
  return {
    zh: `同一对象这一年度已记过一条${label.zh}，通常只有一条。确有两条的，再保存一次。`,
    en: `${label.en}: there is one for this year already, and usually only one. If there are two, save once more.`,
  };
}

function titleOf(definition: RecordDefinition, record: SyncedDocument, locale: 'zh' | 'en'): string {
  return lineText(definition.title, definition, record, { locale, unitName: (unit) => unit });
}

function askAgain(fieldId: string, message: Label): EntryProblem {
  return { fieldId, severity: 'warn', asks: 'again', message };
}
