// Who sees, writes and reviews what: feed keys, windows and the policy over a small tree.
import { describe, expect, it } from 'vitest';
import { inWindow } from '../../../../shared/access/device-window.ts';
import { feedKeysOf, grantedKeys, mayRead } from '../../../../shared/access/feed-keys.ts';
import { mayReview, refusalToWrite } from '../../../../shared/access/policy.ts';
import type { Account } from '../../../../shared/access/role.ts';
import { createOrgTree, shortUnitName, type OrgUnit } from '../../../../shared/org/org-unit.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';

const unit = (id: string, parentId: string | null, level: OrgUnit['level']): OrgUnit => ({
  id,
  name: id,
  shortName: id,
  parentId,
  level,
});
const tree = createOrgTree([
  unit('4203', null, 'city'),
  unit('420303', '4203', 'county'),
  unit('420304', '4203', 'county'),
  unit('420303001', '420303', 'township'),
  unit('420303001202', '420303001', 'village'),
  unit('420303001203', '420303001', 'village'),
]);
const account = (id: string, role: Account['role'], orgUnitId: string, level: Account['level']): Account => ({
  id,
  name: id,
  role,
  orgUnitId,
  level,
});
const huaguo = account('huaguo', 'villageCadre', '420303001202', 'village');
const caijia = account('caijia', 'villageCadre', '420303001203', 'village');
const township = account('township', 'townshipOfficer', '420303001', 'township');
const county = account('county', 'countyOfficer', '420303', 'county');
const otherCounty = account('other-county', 'countyOfficer', '420304', 'county');
const city = account('city', 'cityOfficer', '4203', 'city');
const cityLead = account('city-lead', 'cityOfficer', '4203', 'city');
const admin = account('admin', 'administrator', '4203', 'city');

const record = (changes: Partial<SyncedDocument> = {}): SyncedDocument => ({
  id: 'r1',
  type: 'home-visit',
  definitionVersion: 1,
  orgUnitId: '420303001202',
  hostUnitId: '420303001202',
  partnerUnitIds: [],
  occurredOn: '2026-11-20',
  values: {},
  tags: [],
  audience: [],
  photos: [],
  createdBy: 'huaguo',
  deviceId: 'd1',
  createdAt: '2026-11-20T01:00:00.000Z',
  updatedAt: '2026-11-20T01:00:00.000Z',
  edit: { deviceId: 'd1', seq: 1 },
  rev: 0,
  reviewState: 'none',
  _deleted: false,
  ...changes,
});

describe('reading', () => {
  it('goes up from the village and not sideways', () => {
    const readers = [huaguo, caijia, township, county, otherCounty, city, admin].filter((one) =>
      mayRead(one, 'records', record(), tree),
    );
    expect(readers.map((one) => one.id)).toEqual(['huaguo', 'township', 'county', 'city']);
  });

  it('of the register of people ends at the county', () => {
    const person = record({ type: 'person' });
    const readers = [huaguo, caijia, township, county, otherCounty, city, cityLead, admin].filter((one) =>
      mayRead(one, 'people', person, tree),
    );
    expect(readers.map((one) => one.id)).toEqual(['huaguo', 'township', 'county']);
    expect(grantedKeys(city, 'people', tree)).toEqual([]);
    const conflictOn = (collection: string) => record({ type: 'conflict', values: { collection } });
    expect(mayRead(city, 'conflicts', conflictOn('people'), tree)).toBe(false);
    expect(mayRead(county, 'conflicts', conflictOn('people'), tree)).toBe(true);
    expect(mayRead(city, 'conflicts', conflictOn('records'), tree)).toBe(true);
    expect(mayRead(city, 'orgUnits', record({ type: 'org-unit' }), tree)).toBe(true);
  });

  it('reaches partners and those addressed', () => {
    expect(mayRead(caijia, 'records', record({ partnerUnitIds: ['420303001203'] }), tree)).toBe(true);
    const toAll = record({
      orgUnitId: '4203',
      hostUnitId: '4203',
      audience: [{ unit: '4203', reach: 'below' }],
    });
    expect(mayRead(caijia, 'records', toAll, tree)).toBe(true);
    const toCounty = record({
      orgUnitId: '4203',
      hostUnitId: '4203',
      audience: [{ unit: '420303', reach: 'this' }],
    });
    expect([county, caijia].map((one) => mayRead(one, 'records', toCounty, tree))).toEqual([true, false]);
  });

  it('publishes nothing for a unit that does not exist', () => {
    expect(feedKeysOf(record({ orgUnitId: '999999', hostUnitId: '999999' }), tree)).toEqual([]);
  });
});

describe('writing', () => {
  it('is for the own unit, under the own name', () => {
    expect(refusalToWrite(huaguo, 'records', undefined, record(), tree)).toBeNull();
    expect(refusalToWrite(caijia, 'records', undefined, record({ createdBy: 'caijia' }), tree)).toEqual({
      code: 'recordOutsideScope',
      field: 'orgUnitId',
    });
    expect(refusalToWrite(huaguo, 'records', undefined, record({ createdBy: 'township' }), tree)).toEqual({
      code: 'recordOutsideScope',
      field: 'createdBy',
    });
    expect(refusalToWrite(huaguo, 'records', undefined, record({ orgUnitId: '123456' }), tree)).toEqual({
      code: 'unknownUnit',
      field: 'orgUnitId',
    });
  });

  it('asks the stored master too', () => {
    const mine = record({ orgUnitId: '420303001203', hostUnitId: '420303001203' });
    expect(refusalToWrite(caijia, 'records', record(), { ...mine, createdBy: 'huaguo' }, tree)?.code).toBe(
      'recordOutsideScope',
    );
  });

  it('does not publish to strangers', () => {
    expect(
      refusalToWrite(huaguo, 'records', undefined, record({ partnerUnitIds: ['420304'] }), tree),
    ).toEqual({ code: 'recordOutsideScope', field: 'partnerUnitIds' });
    expect(
      refusalToWrite(
        huaguo,
        'records',
        undefined,
        record({ audience: [{ unit: '4203', reach: 'below' }] }),
        tree,
      ),
    ).toEqual({ code: 'recordOutsideScope', field: 'audience' });
  });

  it('leaves the tree and conflicts to the server', () => {
    expect(refusalToWrite(city, 'orgUnits', undefined, record({ createdBy: 'city' }), tree)?.code).toBe(
      'recordOutsideScope',
    );
    expect(refusalToWrite(huaguo, 'conflicts', undefined, record(), tree)?.code).toBe('recordOutsideScope');
  });
});

describe('reviewing', () => {
  it('is for the level right above, never for oneself', () => {
    const reviewers = [huaguo, caijia, township, county, city, admin].filter((one) =>
      mayReview(one, record(), tree),
    );
    expect(reviewers.map((one) => one.id)).toEqual(['township']);
    const ofCity = record({ orgUnitId: '4203', createdBy: 'city' });
    expect([city, cityLead].map((one) => mayReview(one, ofCity, tree))).toEqual([false, true]);
  });
});

describe('the device window', () => {
  const today = '2026-11-23';
  it('keeps two years for a village, this year for a township, what waits for an office', () => {
    const old = record({ occurredOn: '2025-01-10', reviewState: 'approved' });
    expect([huaguo, township, county].map((one) => inWindow(old, 'records', one, tree, today))).toEqual([
      true,
      false,
      false,
    ]);
    const waiting = record({ orgUnitId: '420303001', reviewState: 'submitted' });
    expect([county, city].map((one) => inWindow(waiting, 'records', one, tree, today))).toEqual([
      true,
      false,
    ]);
    const toAllBelow = record({
      ...{ orgUnitId: '4203', reviewState: 'none', occurredOn: '2020-01-10' },
      audience: [{ unit: '4203', reach: 'below' }],
    });
    expect([county, city].map((one) => inWindow(toAllBelow, 'decisions', one, tree, today))).toEqual([
      true,
      true,
    ]);
    const quarrels = [
      record({ type: 'conflict' }),
      record({ type: 'conflict', orgUnitId: county.orgUnitId }),
    ];
    const holds = quarrels.map((each) =>
      [huaguo, county].map((one) => inWindow(each, 'conflicts', one, tree, today)),
    );
    expect(holds).toEqual([
      [true, false],
      [true, true],
    ]);
    const ancientButOpen = record({ occurredOn: '2020-01-10', reviewState: 'returned' });
    expect(inWindow(ancientButOpen, 'records', huaguo, tree, today)).toBe(true);
  });
});

describe('short names', () => {
  it.each([
    ['花果村村委会', '花果村'],
    ['二堰铺社区居民委员会', '二堰铺社区'],
    ['花果街道办事处', '花果街道'],
    ['张湾区', '张湾区'],
  ])('%s is called %s', (name, short) => {
    expect(shortUnitName(name)).toBe(short);
  });
});
