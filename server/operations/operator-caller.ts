// Whoever has the shell of the server: above every unit, reading no content.
import type { Caller } from '../access/caller.ts';
import type { Server } from '../create-server.ts';

/** As an administrator of the topmost unit; no session is behind it. */
export async function operatorOf(server: Server): Promise<Caller> {
  return server.store.read(async (view) => {
    const [{ tree }, { epoch }] = [await server.trees.at(view), await view.deployment.get()];
    const accounts = await view.accounts.list();
    const top = accounts
      .map(({ orgUnitId }) => tree.withAncestors(orgUnitId).at(-1))
      .find((id) => id !== undefined);
    const unit = tree.unit(top ?? '');
    if (unit === undefined) throw new Error('There is no account and no unit yet.');
    return {
      account: {
        id: 'operator',
        name: 'operator',
        role: 'administrator',
        orgUnitId: unit.id,
        level: unit.level,
      },
      ...{ deviceId: 'operator', tree, epoch, scopeVersion: '', expiresAt: '', familyId: '' },
    };
  });
}
