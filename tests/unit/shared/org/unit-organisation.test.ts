// What a unit has by its records, and what none speaks of.
import { describe, expect, it } from 'vitest';
import {
  chairOf,
  createOrganisations,
  lacksOf,
  type OrganisationOfUnit,
} from '../../../../shared/org/unit-organisation.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { exampleVillage, personDocument } from '../../../support/person-documents.ts';

const township = '420303001';
const record = (
  id: string,
  type: string,
  values: JsonObject,
  fields: Partial<SyncedDocument> = {},
): SyncedDocument => personDocument(id, values, { type, reviewState: 'approved', ...fields });
const member = (id: string, position: string, values: JsonObject = {}): SyncedDocument =>
  record(id, 'org-member', { person: { name: `示${id}` }, position, ...values });
const read = (records: readonly SyncedDocument[], unit = exampleVillage): OrganisationOfUnit =>
  createOrganisations({ registry: recordTypes, records, year: 2026 })(unit);
const idsOf = (present: readonly { readonly record: SyncedDocument }[]): readonly string[] =>
  present.map((each) => each.record.id);

const organisation = record('o', 'womens-org', { name: '花果村妇联', orgKind: 'village' });
const home = record('h', 'womens-home', { name: '花果村妇女之家' });

describe('the organisation of a unit', () => {
  it('has its members under it, the chair first; others beside it', () => {
    const { organisations, members } = read([
      member('a', 'executive', { organisation: 'o' }),
      member('b', 'chair', { organisation: 'o' }),
      member('c', 'executive'),
      organisation,
    ]);
    expect(organisations.map((each) => [each.record.id, idsOf(each.members)])).toEqual([['o', ['b', 'a']]]);
    expect(idsOf(members)).toEqual(['c']);
  });

  it('is what stands now: nothing void, ended or of another unit', () => {
    const ended = record('e', 'status-change', { state: 'ended', change: '撤销' }, { aboutId: 'h' });
    const { homes, organisations } = read([
      home,
      ended,
      record('v', 'womens-org', { name: '示例' }, { reviewState: 'void' }),
      { ...organisation, id: 'x', orgUnitId: '420303001203' },
    ]);
    expect([homes, organisations]).toEqual([[], []]);
  });

  it('has the seats that the township recorded for it', () => {
    const seat = record('s', 'committee-seat', { village: exampleVillage }, { orgUnitId: township });
    expect(idsOf(read([seat]).seats)).toEqual(['s']);
    expect(read([seat], township).seats).toEqual([]);
  });

  it('has the newest base of each item, of this year', () => {
    const base = (id: string, year: number, occurredOn: string): SyncedDocument =>
      record(id, 'baseline', { item: 'women', year, value: 1 }, { occurredOn });
    const { baselines } = read([
      base('1', 2026, '2026-06-01'),
      base('2', 2026, '2026-07-01'),
      base('3', 2025, '2025-12-01'),
    ]);
    expect(baselines.map(({ id }) => id)).toEqual(['2']);
  });
});

describe('what no record speaks of', () => {
  it('of a village', () => {
    expect(lacksOf('village', read([]))).toEqual(['organisation', 'chair', 'home', 'seats', 'regulations']);
    const known = read([organisation, home, member('b', 'chair')]);
    expect(chairOf(known)?.record.id).toBe('b');
    expect(lacksOf('village', known)).toEqual(['seats', 'regulations']);
  });

  it('of an office', () => {
    const group = record('g', 'leading-group', { name: '示例领导小组' }, { orgUnitId: township });
    expect(lacksOf('township', read([group], township))).toEqual(['chair', 'regulations']);
  });
});
