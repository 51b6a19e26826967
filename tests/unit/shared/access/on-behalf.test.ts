// 代村补录 in a form: who is offered which units, what must be said, who else gets the record.
import { describe, expect, it } from 'vitest';
import { audienceOnBehalf, problemsOfBehalf, unitsToRecordFor } from '../../../../shared/access/on-behalf.ts';
import { isToCorrect } from '../../../../shared/access/policy.ts';
import type { Account } from '../../../../shared/access/role.ts';
import { createOrgTree } from '../../../../shared/org/org-unit.ts';
import { advocacyEvent } from '../../../../shared/record-types/advocacy-event.ts';
import { readOrgCsv } from '../../../../server/operations/read-org-csv.ts';
import { aDocument } from '../../../support/device/documents.ts';
import { smallTreeCsv } from '../../../support/server/small-tree.ts';

const tree = createOrgTree(readOrgCsv(smallTreeCsv));
const [county, township, huaguo, caijia] = ['420303', '420303001', '420303001202', '420303001203'];
const officer: Account = {
  ...{ id: 'township', name: '', role: 'townshipOfficer', orgUnitId: township, level: 'township' },
};
const cadre: Account = {
  ...officer,
  id: 'huaguo',
  role: 'villageCadre',
  orgUnitId: huaguo,
  level: 'village',
};
const ofVillages = { ...advocacyEvent, recordedBy: ['village'] } as const;
const fieldsOf = (...asked: Parameters<typeof problemsOfBehalf>) =>
  problemsOfBehalf(...asked).map(({ fieldId }) => fieldId);

describe('recording on behalf', () => {
  it('is offered to the township for its villages, of kinds that villages record', () => {
    expect(unitsToRecordFor(officer, advocacyEvent, tree)).toEqual([huaguo, caijia]);
    expect(unitsToRecordFor(cadre, advocacyEvent, tree)).toEqual([]);
    expect(
      unitsToRecordFor({ ...officer, role: 'countyOfficer', orgUnitId: county }, advocacyEvent, tree),
    ).toEqual([]);
    expect(unitsToRecordFor(officer, { ...advocacyEvent, recordedBy: ['township'] }, tree)).toEqual([]);
    expect(unitsToRecordFor(officer, { ...advocacyEvent, collection: 'people' }, tree)).toEqual([]);
  });

  it('asks for the unit where the township has no such record of its own, and always whether she knows', () => {
    expect(fieldsOf({}, officer, advocacyEvent)).toEqual([]);
    expect(fieldsOf({}, officer, ofVillages)).toEqual(['orgUnitId']);
    expect(fieldsOf({ orgUnitId: huaguo }, officer, advocacyEvent)).toEqual(['onBehalf']);
    expect(fieldsOf({ orgUnitId: huaguo, onBehalf: { isKnown: false } }, officer, ofVillages)).toEqual([]);
    expect(fieldsOf({}, cadre, ofVillages)).toEqual([]);
  });

  it('reaches the county once, beside whomever else it is for', () => {
    const others = [{ unit: caijia, reach: 'this' as const }];
    const audience = audienceOnBehalf(others, huaguo, tree);
    expect(audience).toEqual([...others, { unit: county, reach: 'this' }]);
    expect(audienceOnBehalf(audience, huaguo, tree)).toEqual(audience);
  });

  it('is for the village and for every officer of the township to correct, and for nobody else', () => {
    const record = aDocument('r', { createdBy: 'township', orgUnitId: huaguo, onBehalf: { isKnown: true } });
    const two = { ...cadre, id: 'huaguo-two' };
    const officerTwo = { ...officer, id: 'township-two' };
    const mayCorrect = (account: Account, document = record): boolean => isToCorrect(account, document, tree);
    expect([officer, officerTwo, cadre, two].map((account) => mayCorrect(account))).toEqual([
      ...[true, true, true, true],
    ]);
    expect(mayCorrect({ ...cadre, orgUnitId: caijia })).toBe(false);
    expect(mayCorrect({ ...officer, role: 'countyOfficer', orgUnitId: county, level: 'county' })).toBe(false);
    const { onBehalf: _onBehalf, ...own } = record;
    expect([cadre, two].map((account) => mayCorrect(account, own))).toEqual([true, true]);
    expect([officer, officerTwo].map((account) => mayCorrect(account, own))).toEqual([false, false]);
    expect(mayCorrect({ ...cadre, role: 'administrator' }, own)).toBe(false);
  });
});
