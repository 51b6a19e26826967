// The accounts of the demonstration (their password is `demonstrationPassword`), and the cadres who wrote its records.
import type { Account, Role } from '../../shared/access/role.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';

type DemonstrationAccount = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly orgUnitId: string;
};

/** Units and roles as documented in the README; the names are invented. */
export const demonstrationAccounts: readonly DemonstrationAccount[] = [
  { id: 'admin', name: '示例管理员', role: 'administrator', orgUnitId: '4203' },
  { id: 'city', name: '李示清', role: 'cityOfficer', orgUnitId: '4203' },
  { id: 'city-lead', name: '周示敏', role: 'cityOfficer', orgUnitId: '4203' },
  { id: 'county', name: '陈示华', role: 'countyOfficer', orgUnitId: '420303' },
  { id: 'township', name: '张示芳', role: 'townshipOfficer', orgUnitId: '420303001' },
  { id: 'huaguo', name: '王示兰', role: 'villageCadre', orgUnitId: '420303001202' },
  { id: 'caijia', name: '蔡示梅', role: 'villageCadre', orgUnitId: '420303001203' },
  { id: 'other-county', name: '刘示云', role: 'countyOfficer', orgUnitId: '420304' },
];

/** The account that records for a unit: the documented one, or a cadre who only exists as the author of records. */
export function authorIn(tree: OrgTree, unitId: string): Account {
  const unit = tree.unit(unitId);
  if (unit === undefined) throw new Error(`there is no unit ${unitId}`);
  const known = demonstrationAccounts.find(
    (account) => account.orgUnitId === unitId && account.role !== 'administrator',
  );
  if (known !== undefined) return { ...known, level: unit.level };
  const roles: Partial<Record<typeof unit.level, Role>> = {
    village: 'villageCadre',
    township: 'townshipOfficer',
    county: 'countyOfficer',
    city: 'cityOfficer',
  };
  const role = roles[unit.level];
  if (role === undefined) throw new Error(`nobody records at ${unitId}`);
  return { id: `cadre-${unitId}`, name: `示例${unit.shortName}`, role, orgUnitId: unitId, level: unit.level };
}

/** Who reviews what this unit records: the level above, and the second account for the city's own. */
export function reviewerOf(tree: OrgTree, unitId: string): Account {
  const unit = tree.unit(unitId);
  const lead = demonstrationAccounts.find((account) => account.id === 'city-lead');
  if (unit?.level === 'city' && lead !== undefined) return { ...lead, level: 'city' };
  return authorIn(tree, unit?.parentId ?? unitId);
}
