// The person of a device writes on another device of hers: over a record as the server has it.
import { mutationIdOf } from '../../../shared/sync/mutation-id.ts';
import { eventually } from './eventually.ts';
import type { RestorableServer } from './restorable-server.ts';
import { signedIn } from './signed-in.ts';

export async function writeElsewhere(server: RestorableServer, id: string, note: string): Promise<void> {
  // What is left of a connection from before the server stopped fails once.
  const { api, deviceId } = await eventually('she is signed in', () =>
    signedIn(server.address, 'huaguo').catch(() => undefined),
  );
  const stored = await server.server().store.read((view) => view.documents.get('records', id));
  if (stored === undefined) throw new Error(`${id} is not there`);
  const assumedMasterState = stored.document;
  const newDocumentState = { ...assumedMasterState, values: { note }, edit: { deviceId, seq: 1 } };
  const row = { mutationId: mutationIdOf(newDocumentState), assumedMasterState, newDocumentState };
  const pushed = await api.push('records', { pushId: note, rows: [row] });
  if (pushed.kind !== 'ok' || pushed.body.rows[0]?.status !== 'accepted')
    throw new Error(`${note} was not taken`);
}
