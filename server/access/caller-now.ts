// Who asked, as she stands when something of it is written: her session was looked at before.
import { AppError } from '../../shared/errors/app-error.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { Caller } from './caller.ts';
import type { OrgTrees } from './org-trees.ts';
import { accountById } from './sessions.ts';

/**
 * With her account and the tree as they stay until this commits; `signInNeeded` when the account is disabled. Whoever has the shell of the
 * server has no session, and stands as she came.
 */
export async function callerNow(tx: StoreTransaction, trees: OrgTrees, caller: Caller): Promise<Caller> {
  await tx.deployment.holdTree('share');
  const hasSession = caller.familyId !== '';
  const account = hasSession ? await accountById(tx, trees, caller.account.id) : caller.account;
  if (account === undefined) throw new AppError('signInNeeded');
  const { tree } = await trees.at(tx);
  return { ...caller, account, tree };
}
