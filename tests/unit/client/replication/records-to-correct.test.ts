// What is for an account to correct: also what others of its unit wrote, and never what it returned itself.
import { afterEach, describe, expect, it } from 'vitest';
import { createCell, type Watchable } from '../../../../client/database/watchable.ts';
import {
  createRecordsToCorrect,
  type RecordsToCorrect,
  type RecordsToCorrectDeps,
} from '../../../../client/replication/records-to-correct.ts';
import { readOrgCsv } from '../../../../server/operations/read-org-csv.ts';
import type { Account } from '../../../../shared/access/role.ts';
import { createOrgTree } from '../../../../shared/org/org-unit.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { aDocument } from '../../../support/device/documents.ts';
import { smallTreeCsv } from '../../../support/server/small-tree.ts';

const tree = createOrgTree(readOrgCsv(smallTreeCsv));
const [township, village] = ['420303001', '420303001202'];
const cadre: Account = {
  ...{ id: 'huaguo', name: '王示兰', role: 'villageCadre', orgUnitId: village, level: 'village' },
};
const officer: Account = { ...cadre, id: 'township', role: 'townshipOfficer', orgUnitId: township };
const lead: Account = { ...cadre, id: 'city-lead', role: 'cityOfficer', orgUnitId: '4203' };

const returned = (id: string, fields: Partial<SyncedDocument>): SyncedDocument =>
  aDocument(id, { reviewState: 'returned', rev: 4, orgUnitId: village, ...fields });
const notAsked = () => {
  throw new Error('not asked here');
};

let opened: RecordsToCorrect | undefined;
afterEach(() => opened?.stop());

/** As the repositories of a device would say it. */
function open(
  account: Account,
  said: Watchable<readonly SyncedDocument[]>,
  decided: readonly SyncedDocument[] = [],
  isReturned: (record: SyncedDocument) => boolean = () => true,
): RecordsToCorrect {
  const deps: RecordsToCorrectDeps = {
    account,
    records: {
      ...{ save: notAsked, get: notAsked, watch: notAsked, lastOfType: notAsked, counts: notAsked },
      watchList: () => said,
    },
    orgUnits: { tree: notAsked, list: notAsked, watchTree: () => createCell(tree) },
    decisions: {
      ...{ decide: notAsked, decideHeld: notAsked, undo: notAsked, watchFor: notAsked },
      watchOwn: () => createCell(decided),
    },
  };
  opened = createRecordsToCorrect(deps, isReturned);
  return opened;
}
const idsOf = (records: RecordsToCorrect): readonly string[] => records.all.get().map(({ id }) => id);

describe('what is to correct', () => {
  it('is what the unit got back, one’s own before what another account of it wrote', () => {
    const said = createCell([
      returned('hers', { createdBy: 'left' }),
      returned('mine', { createdBy: 'huaguo' }),
      returned('next-village', { orgUnitId: '420303001203' }),
      returned('for-us', { createdBy: 'township', onBehalf: { isKnown: true } }),
    ]);
    expect(idsOf(open(cadre, said))).toEqual(['mine', 'hers', 'for-us']);
  });

  it('is for the office what was recorded on behalf, also by somebody who left it', () => {
    const said = createCell([
      returned('of-village', { createdBy: 'huaguo' }),
      returned('on-behalf', { createdBy: 'left', onBehalf: { isKnown: true } }),
    ]);
    expect(idsOf(open(officer, said))).toEqual(['on-behalf']);
  });

  it('is never what the account returned itself, until somebody else returns it again', () => {
    const decision = aDocument('d', {
      ...{ type: 'decision', aboutId: 'by-colleague', createdBy: 'city-lead' },
      values: { action: 'return', recordRev: 3, recordHash: 'a'.repeat(64) },
    });
    const record = returned('by-colleague', { orgUnitId: '4203', createdBy: 'city' });
    const said = createCell<readonly SyncedDocument[]>([record]);
    const toCorrect = open(lead, said, [decision]);
    expect(idsOf(toCorrect)).toEqual([]);
    said.set([{ ...record, rev: 6 }]);
    expect(idsOf(toCorrect)).toEqual(['by-colleague']);
  });

  it('leaves out what this device has corrected, as soon as it is asked again, and tells only news', () => {
    const corrected = new Set<string>();
    const said = createCell([returned('one', {}), returned('two', {})]);
    const toCorrect = open(cadre, said, [], ({ id }) => !corrected.has(id));
    let told = 0;
    toCorrect.all.subscribe(() => (told += 1));
    toCorrect.look();
    expect(told).toBe(1);
    corrected.add('one');
    toCorrect.look();
    expect(idsOf(toCorrect)).toEqual(['two']);
    expect(told).toBe(2);
  });
});
