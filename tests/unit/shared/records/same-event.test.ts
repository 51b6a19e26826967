// Which records of other units are proposed as the same event, and which may never be.
import { describe, expect, it } from 'vitest';
import { volunteerActivity } from '../../../../shared/record-types/volunteer-activity.ts';
import { publicCommitment } from '../../../../shared/record-types/public-commitment.ts';
import { mayStandFor, sameEventProposals } from '../../../../shared/records/same-event.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { aDocument } from '../../../support/device/documents.ts';

const [township, huaguo, caijia] = ['420303001', '420303001202', '420303001203'];

function event(id: string, orgUnitId: string, fields: Partial<SyncedDocument> = {}): SyncedDocument {
  return aDocument(id, {
    ...{ type: 'volunteer-activity', orgUnitId, hostUnitId: orgUnitId, partnerUnitIds: [] },
    ...{ occurredOn: '2026-10-18', values: { place: '花果敬老院' }, reviewState: 'submitted' },
    ...fields,
  });
}
const mine = event('mine', huaguo);
const idsOf = (candidates: readonly SyncedDocument[], record = mine): readonly string[] =>
  sameEventProposals(record, candidates, volunteerActivity).map((each) => each.record.id);

describe('the same event', () => {
  it('is proposed for the same kind and day at one place, however it is written, or with the unit as partner', () => {
    expect(
      idsOf([
        event('place', caijia, { values: { place: ' 敬老院' } }),
        event('partner', township, { partnerUnitIds: [huaguo], values: { place: '街道广场' } }),
        event('both', township, { partnerUnitIds: [huaguo] }),
        event('elsewhere', caijia, { values: { place: '蔡家村' } }),
        event('no place', caijia, { values: {} }),
      ]),
    ).toEqual(['both', 'partner', 'place']);
  });

  it('is proposed when both name the same third host', () => {
    const other = event('other', caijia, { hostUnitId: township, values: {} });
    expect(idsOf([other], event('mine', huaguo, { hostUnitId: township }))).toEqual(['other']);
  });

  it('is never another day, another kind, the own unit’s double, a void record or one that is itself linked', () => {
    expect(
      idsOf([
        event('day', caijia, { occurredOn: '2026-10-19' }),
        event('kind', caijia, { type: 'meeting' }),
        event('double', huaguo),
        event('void', caijia, { reviewState: 'void' }),
        event('gone', caijia, { _deleted: true }),
        event('linked', caijia, { sameEventAs: 'x' }),
      ]),
    ).toEqual([]);
    expect(mayStandFor(event('linked', caijia, { sameEventAs: 'mine' }), mine)).toBe(false);
    expect(mayStandFor(mine, mine)).toBe(false);
  });

  it('is not asked again of a record that is linked, nor of what lives on', () => {
    const other = event('other', caijia);
    expect(idsOf([other], event('mine', huaguo, { sameEventAs: 'other' }))).toEqual([]);
    expect(sameEventProposals(mine, [other], publicCommitment)).toEqual([]);
  });
});
