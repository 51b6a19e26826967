// An account as the server's parts are handed it: for tests that ask them without a session.
import type { Asker } from '../../../server/access/require-unit-within.ts';
import { accountById } from '../../../server/access/sessions.ts';
import type { TestServer } from './test-server.ts';

export async function accountIn({ server }: TestServer, id: string): Promise<Asker> {
  return server.store.read(async (view) => {
    const account = await accountById(view, server.trees, id);
    if (account === undefined) throw new Error(`there is no account ${id}`);
    return { account, tree: (await server.trees.at(view)).tree };
  });
}
