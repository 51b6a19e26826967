// 代村补录 in a form: for whom, whether she knows of it, and that the level which may review it gets it.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import type { EntryProblem } from '../forms/entry-problem.ts';
import type { OrgTree } from '../org/org-unit.ts';
import type { SyncedDocument, UnitId } from '../records/record.ts';
import { mayRecord, mayRecordFor } from './policy.ts';
import type { Account } from './role.ts';

/** What a form says of it; `orgUnitId` is absent while it is the own unit's record. */
export type BehalfEntry = {
  readonly orgUnitId?: UnitId;
  readonly onBehalf?: NonNullable<SyncedDocument['onBehalf']>;
};

/** May the account record this kind for units below, whichever they are? */
export function mayRecordBelow(account: Account, definition: RecordDefinition): boolean {
  return (
    account.role === 'townshipOfficer' &&
    definition.collection === 'records' &&
    definition.recordedBy.includes('village')
  );
}

/** The units that the account may record this kind for, in the order of the division code. */
export function unitsToRecordFor(
  account: Account,
  definition: RecordDefinition,
  tree: OrgTree,
): readonly UnitId[] {
  if (!mayRecordBelow(account, definition)) return [];
  const below = tree.children(account.orgUnitId);
  return below.filter((unit) => mayRecordFor(account, unit, tree)).sort();
}

/** Of a new entry: the unit is chosen where the own level does not record this, and her knowledge is always noted. */
export function problemsOfBehalf(
  entry: BehalfEntry,
  account: Account,
  definition: RecordDefinition,
): EntryProblem[] {
  const problem = (fieldId: string, zh: string, en: string): EntryProblem[] => [
    { fieldId, severity: 'block', message: { zh, en } },
  ];
  const isOwn = entry.orgUnitId === undefined || entry.orgUnitId === account.orgUnitId;
  if (isOwn && !mayRecord(account, definition) && mayRecordBelow(account, definition))
    return problem('orgUnitId', '请选代哪个村（社区）补录', 'Choose for which village this is recorded');
  if (!isOwn && entry.onBehalf === undefined)
    return problem('onBehalf', '请选本人是否知晓', 'Say whether she knows of it');
  return [];
}

/** The audience with the unit above the reviewer in it: another account of the township may be hard to find. */
export function audienceOnBehalf(
  audience: SyncedDocument['audience'],
  unitId: UnitId,
  tree: OrgTree,
): SyncedDocument['audience'] {
  const reviewer = tree.withAncestors(unitId)[2];
  if (reviewer === undefined || audience.some((entry) => entry.unit === reviewer)) return audience;
  return [...audience, { unit: reviewer, reach: 'this' }];
}
