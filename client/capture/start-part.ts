// A form that begins as a part of a record: what the whole says is taken over, the rest is asked as ever.
import type { Account } from '../../shared/access/role.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { initialEntry } from '../../shared/forms/initial-values.ts';
import { upgradeRecord } from '../../shared/forms/upgrade-record.ts';
import type { LocalDate } from '../../shared/records/record.ts';
import type { Repositories } from '../database/repositories.ts';
import type { CaptureStart } from './start-form.ts';

/** Undefined where the whole is not on this device, or is none of which this kind can be a part. */
export async function startPart(
  repositories: Repositories,
  definition: RecordDefinition,
  wholeId: string,
  { orgUnitId }: Pick<Account, 'orgUnitId'>,
  today: LocalDate,
): Promise<CaptureStart | undefined> {
  const found = await repositories.records.get(wholeId);
  if (definition.partOf === undefined || found?.type !== definition.id) return undefined;
  const { field, takes } = definition.partOf;
  const whole = upgradeRecord(definition, found);
  const taken = takes.flatMap((id) => {
    const value = whole.values[id];
    return value === undefined ? [] : [[id, value] as const];
  });
  const entry = initialEntry(definition, { today, orgUnitId });
  const values = { ...entry.values, ...Object.fromEntries(taken), [field]: wholeId };
  return { ...repositories.drafts.newIds(), entry: { ...entry, values } };
}
