// Results of grading as records, for the tests of 对标定位.
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { countedRecord } from './counted-records.ts';

export const allGoods = ['organisation', 'venue', 'mechanism', 'results', 'people'] as const;

/** A grade of an organisation of 2026 after one of 2025, by a document; reviewed. */
export function graded(
  organisation: string,
  values: JsonObject = {},
  envelope: Partial<SyncedDocument> = {},
): SyncedDocument {
  return countedRecord(
    'grade-result',
    {
      ...{ organisation, year: 2026, previousGrade: 'average', grade: 'fairly-good' },
      ...{ documentNumber: '示妇发〔2026〕9号', goods: [...allGoods], basis: '评定' },
      ...values,
    },
    { orgUnitId: '420303001', occurredOn: '2026-06-10', reviewState: 'approved', ...envelope },
  );
}

/** 20/30/50, 90/75/60, every veto: as the county of 张湾区 might turn it on. */
export function scheme(
  id: string,
  values: JsonObject = {},
  envelope: Partial<SyncedDocument> = {},
): SyncedDocument {
  return {
    ...countedRecord('grading-scheme', {
      ...{ documentNumber: '示妇发〔2026〕11号', selfWeight: 20, massesWeight: 30, assessmentWeight: 50 },
      ...{ goodFrom: 90, fairlyGoodFrom: 75, averageFrom: 60, units: ['420303001'] },
      vetoes: ['safety', 'petition', 'falsification'],
      ...values,
    }),
    ...{ id, orgUnitId: '420303', occurredOn: '2026-03-01', reviewState: 'approved' },
    ...envelope,
  };
}
