// Roles and the account as rules see it.
import type { Level } from '../org/org-unit.ts';
import type { UnitId } from '../records/record.ts';

/** Roles of this stage (`security.md`); screening and clinical roles come with their records. */
export const roles = [
  'villageCadre',
  'townshipOfficer',
  'countyOfficer',
  'cityOfficer',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** Who asks: an account with one role in one unit. */
export type Account = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly orgUnitId: UnitId;
  readonly level: Level;
};

/** The level at which a role works; an account in a unit of another level is a configuration error. */
export const levelOfRole: Readonly<Record<Role, readonly Level[]>> = {
  villageCadre: ['village'],
  townshipOfficer: ['township'],
  countyOfficer: ['county'],
  cityOfficer: ['city'],
  administrator: ['city', 'county', 'province'],
};
