// What offices do beside recording: a county that has confirmed its months, a record that came too late for one, one on behalf.
import type { Account } from '../../shared/access/role.ts';
import { audienceOnBehalf } from '../../shared/access/on-behalf.ts';
import { addDays } from '../../shared/forms/local-date.ts';
import { periodNamed } from '../../shared/org/reporting-period.ts';
import { monthOf, periodLockType } from '../../shared/review/period-lock.ts';
import { authorIn } from './demonstration-accounts.ts';
import { documentOf } from './demonstration-document.ts';
import type { Plan, PlannedDocument } from './demonstration-plan.ts';

const [county, township, village] = ['420304', '420303001', '420303001202'];
const kind = 'advocacy-event';

/** Pushed in this order: the months first, or nothing would come too late. */
export type OfficeWork = {
  readonly words: readonly PlannedDocument[];
  readonly records: readonly PlannedDocument[];
};

export function planOfficeWork(plan: Plan): OfficeWork {
  const definition = plan.registry.get(kind);
  if (definition === undefined) return { words: [], records: [] };
  const { tree, today } = plan;
  const [locker, officer] = [authorIn(tree, county), authorIn(tree, township)];
  const last = periodNamed('lastMonth', today);
  const recorded = { type: kind, definitionVersion: definition.version, values: definition.sample };
  const late = documentOf(
    { ...recorded, name: 'late record', author: locker, occurredOn: last.until },
    500_001,
  );
  const behalf = documentOf(
    { ...recorded, name: 'on behalf', author: officer, occurredOn: addDays(today, -2), orgUnitId: village },
    500_002,
  );
  const audience = audienceOnBehalf([], village, tree);
  return {
    words: [periodNamed('lastMonth', last.from), last].map(({ from }, index) =>
      confirmed(locker, monthOf(from), today, 500_010 + index),
    ),
    records: [
      { author: locker, document: late },
      { author: officer, document: { ...behalf, audience, onBehalf: { isKnown: true } } },
    ],
  };
}

function confirmed(author: Account, month: string, today: string, seq: number): PlannedDocument {
  const { orgUnitId } = author;
  const word = { type: periodLockType, definitionVersion: 1, author, occurredOn: today };
  const values = { action: 'confirm', month, byUnitId: orgUnitId, unreviewed: 0 };
  const document = documentOf({ ...word, name: `confirmed ${month}`, values }, seq);
  return { author, document: { ...document, audience: [{ unit: orgUnitId, reach: 'below' }] } };
}
