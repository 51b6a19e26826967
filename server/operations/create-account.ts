// Makes an account: a role that fits its unit's level, a password that is not too easy.
import { levelOfRole, type Role } from '../../shared/access/role.ts';
import type { OrgTrees } from '../access/org-trees.ts';
import { passwordProblem, type Passwords } from '../access/passwords.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';

export type NewAccount = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly orgUnitId: string;
  readonly password: string;
  readonly isDemonstration?: boolean;
};

/** What keeps an account from being made, in words for the person who asked. */
export class AccountError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AccountError';
  }
}

export type CreateAccount = (account: NewAccount) => Promise<void>;

export function createCreateAccount(deps: {
  readonly store: Store;
  readonly trees: OrgTrees;
  readonly passwords: Passwords;
  readonly clock: Clock;
}): CreateAccount {
  return async (account) => {
    if (!/^[a-z0-9][a-z0-9._-]{1,39}$/.test(account.id))
      throw new AccountError(
        'An account name has 2 to 40 small letters, digits, dots, dashes or underscores.',
      );
    const problem = account.isDemonstration === true ? null : passwordProblem(account.password, account.id);
    if (problem !== null) throw new AccountError(problem);
    const [unit, existing] = await deps.store.read(
      async (view) =>
        [
          (await deps.trees.at(view)).tree.unit(account.orgUnitId),
          await view.accounts.get(account.id),
        ] as const,
    );
    if (existing !== undefined) throw new AccountError(`There is already an account "${account.id}".`);
    if (unit === undefined) throw new AccountError(`There is no unit ${account.orgUnitId}.`);
    if (!levelOfRole[account.role].includes(unit.level))
      throw new AccountError(
        `A ${account.role} works at ${levelOfRole[account.role].join(' or ')} level, but ${unit.shortName} is a ${unit.level}.`,
      );
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
    await deps.store.write((tx) => tx.accounts.create(row, deps.clock.now().toISOString()));
  };
}
