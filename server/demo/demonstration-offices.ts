// What offices do beside recording: city and counties that have confirmed months, a record that came too late for one, one on behalf.
import type { Account } from '../../shared/access/role.ts';
import { audienceOnBehalf } from '../../shared/access/on-behalf.ts';
import { addDays } from '../../shared/forms/local-date.ts';
import { periodNamed } from '../../shared/org/reporting-period.ts';
import { monthOf, periodLockType } from '../../shared/review/period-lock.ts';
import { authorIn } from './demonstration-accounts.ts';
import { documentOf } from './demonstration-document.ts';
import { monthsBack } from './demonstration-months.ts';
import type { Plan, PlannedDocument } from './demonstration-plan.ts';

const [city, busyCounty, county, township, village] = [
  '4203',
  '420303',
  '420304',
  '420303001',
  '420303001202',
];
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
    words: [
      ...[periodNamed('lastMonth', last.from), last].map(({ from }, index) =>
        confirmed(locker, county, monthOf(from), today, 500_010 + index),
      ),
      ...(plan.isSmall ? [] : confirmedByCityAndCounty(plan)),
    ],
    records: [
      { author: locker, document: late },
      { author: officer, document: { ...behalf, audience, onBehalf: { isKnown: true } } },
    ],
  };
}

/** A year back the city confirmed all but the last month; of that the county has confirmed its one busy township so far. */
function confirmedByCityAndCounty({ tree, today }: Plan): readonly PlannedDocument[] {
  const officer = authorIn(tree, city);
  const months = Array.from({ length: 11 }, (_, index) => monthsBack(today, 12 - index));
  const ofTownship = confirmed(authorIn(tree, busyCounty), township, monthsBack(today, 1), today, 500_040);
  return [
    ...months.map((month, index) => confirmed(officer, city, month, today, 500_020 + index)),
    ofTownship,
  ];
}

function confirmed(
  author: Account,
  unitId: string,
  month: string,
  today: string,
  seq: number,
): PlannedDocument {
  const word = { type: periodLockType, definitionVersion: 1, author, occurredOn: today, orgUnitId: unitId };
  const values = { action: 'confirm', month, byUnitId: author.orgUnitId, unreviewed: 0 };
  const document = documentOf({ ...word, name: `confirmed ${unitId} ${month}`, values }, seq);
  return { author, document: { ...document, audience: [{ unit: unitId, reach: 'below' }] } };
}
