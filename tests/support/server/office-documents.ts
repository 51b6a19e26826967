// Documents that officers write about a month or about who reviews, as a device of theirs would.
import type { SyncedDocument } from '../../../shared/records/record.ts';
import type { TestDevice } from './test-device.ts';

/** A confirmation or reopening of a month by this officer. */
export function periodWord(
  officer: TestDevice,
  unitId: string,
  values: Record<string, unknown>,
  fields: Record<string, unknown> = {},
): SyncedDocument {
  return officeDocument(officer, 'period-lock', unitId, {
    values: { byUnitId: officer.account.orgUnitId, ...values },
    audience: [{ unit: unitId, reach: 'below' }],
    ...fields,
  });
}

/** The officer lets an account review her own unit's queue, or ends it. */
export function reviewDelegation(
  officer: TestDevice,
  account: string,
  values: Record<string, unknown>,
): SyncedDocument {
  const unitId = officer.account.orgUnitId;
  return officeDocument(officer, 'review-delegation', unitId, { values, aboutId: account });
}

function officeDocument(
  officer: TestDevice,
  type: string,
  unitId: string,
  fields: Record<string, unknown>,
): SyncedDocument {
  return officer.draft(
    {},
    { type, orgUnitId: unitId, hostUnitId: unitId, occurredOn: '2026-10-20', ...fields },
  );
}

/** The officer carries late records over into an open month, or takes that back. */
export function carryOver(
  officer: TestDevice,
  unitId: string,
  values: Record<string, unknown>,
): SyncedDocument {
  return officeDocument(officer, 'carry-over', unitId, {
    values: { byUnitId: officer.account.orgUnitId, ...values },
  });
}
