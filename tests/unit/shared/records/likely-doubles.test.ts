// What a unit may have written down twice, and what it surely did not.
import { describe, expect, it } from 'vitest';
import { gradeResult } from '../../../../shared/record-types/grade-result.ts';
import { homeVisit } from '../../../../shared/record-types/home-visit.ts';
import { publicCommitment } from '../../../../shared/record-types/public-commitment.ts';
import { volunteerActivity } from '../../../../shared/record-types/volunteer-activity.ts';
import type { RecordDefinition } from '../../../../shared/forms/define-record-type.ts';
import { likelyDoubles } from '../../../../shared/records/likely-doubles.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { aDocument } from '../../../support/device/documents.ts';

function recorded(
  definition: RecordDefinition,
  id: string,
  fields: Partial<SyncedDocument> = {},
): SyncedDocument {
  return aDocument(id, {
    ...{ type: definition.id, orgUnitId: '420303001202', occurredOn: '2026-10-18', reviewState: 'submitted' },
    ...fields,
  });
}
function idsOf(definition: RecordDefinition, mine: SyncedDocument, others: SyncedDocument[]): string[] {
  return likelyDoubles(definition, mine, [mine, ...others]).map(({ id }) => id);
}

describe('a likely double', () => {
  it('of what gathers people is the same kind in the same unit on the same day', () => {
    const event = (id: string, fields: Partial<SyncedDocument> = {}) =>
      recorded(volunteerActivity, id, { values: { theme: id }, ...fields });
    expect(
      idsOf(volunteerActivity, event('mine'), [
        event('double'),
        event('approved', { reviewState: 'approved' }),
        event('next-day', { occurredOn: '2026-10-19' }),
        event('next-village', { orgUnitId: '420303001203' }),
        event('other-kind', { type: 'meeting' }),
        event('void', { reviewState: 'void' }),
        event('deleted', { _deleted: true }),
      ]),
    ).toEqual(['double', 'approved']);
  });

  it('of a visit is of the same woman, whether from the registry or typed', () => {
    const visit = (id: string, person: { readonly id?: string; readonly name: string }) =>
      recorded(homeVisit, id, { values: { person } });
    expect(
      idsOf(homeVisit, visit('mine', { id: 'w1', name: '王示兰' }), [
        visit('again', { id: 'w1', name: '王示 兰' }),
        visit('another', { id: 'w2', name: '王示兰' }),
      ]),
    ).toEqual(['again']);
    expect(
      idsOf(homeVisit, visit('mine', { name: '李示梅' }), [
        visit('typed-again', { name: ' 李示梅' }),
        visit('another', { name: '李示竹' }),
      ]),
    ).toEqual(['typed-again']);
  });

  it('of what stands in one record for a year is any other of that year, whoever wrote it', () => {
    const grade = (id: string, organisation: string, year: number, fields: Partial<SyncedDocument> = {}) =>
      recorded(gradeResult, id, { values: { organisation, year }, ...fields });
    const [village, next] = ['420303001202', '420303001203'];
    expect(
      idsOf(gradeResult, grade('mine', village, 2026), [
        grade('other-day', village, 2026, { occurredOn: '2026-03-01', orgUnitId: '420303001' }),
        grade('other-year', village, 2025),
        grade('other-village', next, 2026),
        grade('void', village, 2026, { reviewState: 'void' }),
      ]),
    ).toEqual(['other-day']);
  });

  it('is never a matter that lives on: two promises of one day are two', () => {
    const promise = (id: string) => recorded(publicCommitment, id);
    expect(idsOf(publicCommitment, promise('mine'), [promise('other')])).toEqual([]);
  });
});
