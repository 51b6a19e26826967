// Where the simulation plays: one county's small tree, an account for each device, two kinds of work, and who may read what.
import { defineRecordType } from '../../../shared/forms/define-record-type.ts';
import type { Role } from '../../../shared/access/role.ts';
import type { Level, OrgUnit } from '../../../shared/org/org-unit.ts';
import { defineRegistry } from '../../../shared/record-types/define-registry.ts';
import type { CollectionName, SyncedDocument } from '../../../shared/records/record.ts';

const unit = (id: string, level: Level, parentId: string | null, name = `单位${id}`): OrgUnit => ({
  ...{ id, name, shortName: id, parentId, level },
});
/** `name` of the county: another one is a new version of the tree. */
export const unitsOf = (name = '张湾区'): readonly OrgUnit[] => [
  unit('4203', 'city', null),
  unit('420303', 'county', '4203', name),
  unit('420303001', 'township', '420303'),
  unit('420303002', 'township', '420303'),
  unit('420303001202', 'village', '420303001'),
  unit('420303001203', 'village', '420303001'),
  unit('420303002201', 'village', '420303002'),
];
export const villages = ['420303001202', '420303001203', '420303002201'] as const;

/** What an account may read hangs on these two. */
export type Grant = { readonly role: Role; readonly orgUnitId: string };

/** One device each, two of them in one village. */
export const accounts: Readonly<Record<string, Grant>> = {
  huaguo: { role: 'villageCadre', orgUnitId: '420303001202' },
  'huaguo-two': { role: 'villageCadre', orgUnitId: '420303001202' },
  caijia: { role: 'villageCadre', orgUnitId: '420303001203' },
  township: { role: 'townshipOfficer', orgUnitId: '420303001' },
  county: { role: 'countyOfficer', orgUnitId: '420303' },
};
/** Where an account may come to stand when a post changes hands. */
export const posts: readonly Grant[] = [
  ...villages.map((orgUnitId): Grant => ({ role: 'villageCadre', orgUnitId })),
  { role: 'townshipOfficer', orgUnitId: '420303001' },
  { role: 'townshipOfficer', orgUnitId: '420303002' },
  { role: 'countyOfficer', orgUnitId: '420303' },
];
export const password = 'a good password of ours';

const label = (text: string) => ({ zh: text, en: text });

/** What version 2 asks beside what version 1 asked. */
const laterFields = [
  { id: 'note', kind: 'text', label: label('note') },
  { id: 'kind', kind: 'text', label: label('kind') },
] as const;

const gathering = (version: 1 | 2) =>
  defineRecordType({
    ...{ id: 'gathering', version, label: label('gathering'), tile: '聚', area: 'daily' },
    ...{ collection: 'records', life: 'event', recordedBy: ['village', 'township', 'county'] },
    upgrades: version === 1 ? [] : [[{ setDefault: { field: 'kind', value: 'talk' } }]],
    fields: [
      ...(version === 1 ? [] : laterFields),
      { id: 'occurredOn', kind: 'date', label: label('date'), required: true, notFuture: true },
      { id: 'topic', kind: 'text', label: label('topic'), required: true },
      { id: 'place', kind: 'text', label: label('place') },
      { id: 'result', kind: 'text', label: label('result') },
      { id: 'attended', kind: 'integer', label: label('attended'), min: 0 },
      { id: 'partyMembers', kind: 'integer', label: label('party members'), min: 0 },
    ],
    rules: [
      {
        field: 'partyMembers',
        rule: { lte: [{ field: 'partyMembers' }, { field: 'attended' }] },
        message: label('not more party members than people'),
        severity: 'block',
      },
    ],
    title: [{ field: 'topic' }],
    summary: [{ field: 'attended' }],
    ledgerColumns: [],
    sample: { topic: '座谈', attended: 12, partyMembers: 3 },
  });

const villager = defineRecordType({
  ...{ id: 'villager', version: 1, label: label('villager'), tile: '人', area: 'daily' },
  ...{ collection: 'people', life: 'standing', recordedBy: ['village', 'township', 'county'] },
  fields: [
    { id: 'name', kind: 'text', label: label('name'), required: true },
    { id: 'remark', kind: 'text', label: label('remark') },
  ],
  title: [{ field: 'name' }],
  summary: [],
  ledgerColumns: [],
  sample: { name: '示例一' },
});

/** What a server of this version knows. */
export const registryOf = (version: 1 | 2) => defineRegistry([gathering(version), villager]);

const parents = new Map(unitsOf().map(({ id, parentId }) => [id, parentId]));

/** The unit and all above it. */
function lineOf(unitId: string): readonly string[] {
  const parent = parents.get(unitId);
  return parent === undefined ? [] : [unitId, ...(parent === null ? [] : lineOf(parent))];
}

/**
 * Said once more, apart from the product's own words: a document is read in the units that own, host or share it and above
 * them, and where it is addressed to; the city and administrators read no people.
 */
export function mayRead(grant: Grant, collection: CollectionName, document: SyncedDocument): boolean {
  const { role, orgUnitId } = grant;
  if (role === 'administrator' && collection !== 'orgUnits') return false;
  const isOfPeople = collection === 'people' || document.values['collection'] === 'people';
  if (role === 'cityOfficer' && isOfPeople) return false;
  const owners = [document.orgUnitId, document.hostUnitId, ...document.partnerUnitIds];
  if (owners.some((owner) => lineOf(owner).includes(orgUnitId))) return true;
  return document.audience.some(({ unit, reach }) =>
    reach === 'below' ? lineOf(orgUnitId).includes(unit) : unit === orgUnitId,
  );
}
