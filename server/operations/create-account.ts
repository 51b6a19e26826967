// Makes an account: a role that fits its unit's level, a password that is not too easy.
import { levelOfRole, type Role } from '../../shared/access/role.ts';
import type { Label } from '../../shared/forms/field-types.ts';
import type { Level, OrgUnit } from '../../shared/org/org-unit.ts';
import type { OrgTrees } from '../access/org-trees.ts';
import { passwordProblem, type Passwords } from '../access/passwords.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import { SpokenError } from './spoken-error.ts';

export type NewAccount = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly orgUnitId: string;
  readonly password: string;
  readonly isDemonstration?: boolean;
};

/** What keeps an account from being made, in words for the person who asked. */
export class AccountError extends SpokenError {}

/** In words why this cannot be the name to sign in with, or null. */
export function accountIdProblem(id: string): Label | null {
  return /^[a-z0-9][a-z0-9._-]{1,39}$/.test(id)
    ? null
    : {
        zh: '账号要用2到40个小写字母、数字、点、横线或下划线，以字母或数字开头；不能有大写字母、汉字和空格。',
        en: 'An account name has 2 to 40 small letters, digits, dots, dashes or underscores, and begins with a letter or a digit.',
      };
}

const levelName: Readonly<Record<Level, string>> = {
  province: '省',
  city: '市',
  county: '县',
  township: '乡镇',
  village: '村',
  site: '站点',
};

/** In words why an account of this role cannot stand in that unit, or null. */
export function roleProblem(role: Role, unit: OrgUnit): Label | null {
  const fitting = levelOfRole[role];
  return fitting.includes(unit.level)
    ? null
    : {
        zh: `这种账号要在${fitting.map((level) => levelName[level]).join('、')}一级，但${unit.shortName}是${levelName[unit.level]}级。`,
        en: `A ${role} works at ${fitting.join(' or ')} level, but ${unit.shortName} is a ${unit.level}.`,
      };
}

export function alreadyThere(id: string): AccountError {
  return new AccountError({ zh: `已经有账号“${id}”。`, en: `There is already an account "${id}".` });
}

export type CreateAccount = (account: NewAccount) => Promise<void>;

export function createCreateAccount(deps: {
  readonly store: Store;
  readonly trees: OrgTrees;
  readonly passwords: Passwords;
  readonly clock: Clock;
}): CreateAccount {
  return async (account) => {
    const problem =
      accountIdProblem(account.id) ??
      (account.isDemonstration === true ? null : passwordProblem(account.password, account.id));
    if (problem !== null) throw new AccountError(problem);
    const [unit, existing] = await deps.store.read(
      async (view) =>
        [
          (await deps.trees.at(view)).tree.unit(account.orgUnitId),
          await view.accounts.get(account.id),
        ] as const,
    );
    if (existing !== undefined) throw alreadyThere(account.id);
    if (unit === undefined)
      throw new AccountError({
        zh: `没有单位${account.orgUnitId}。`,
        en: `There is no unit ${account.orgUnitId}.`,
      });
    const misfit = roleProblem(account.role, unit);
    if (misfit !== null) throw new AccountError(misfit);
    const passwordHash = await deps.passwords.hash(account.password);
    const row = {
      id: account.id,
      name: account.name,
      role: account.role,
      orgUnitId: account.orgUnitId,
      passwordHash,
      isDemonstration: account.isDemonstration ?? false,
      isDisabled: false,
    };
    const at = deps.clock.now().toISOString();
    // Somebody else may have made it meanwhile.
    if (!(await deps.store.write((tx) => tx.accounts.create(row, at)))) throw alreadyThere(account.id);
  };
}
