// What was put aside as a conflict over an edit of this device stays here until pull brings it, and no longer.
import { expect, it } from 'vitest';
import { keepPutAside, readPutAside, tidyPutAside } from '../../../../client/replication/put-aside.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { deviceInTest } from '../../../support/device/device-in-test.ts';
import { aDocument } from '../../../support/device/documents.ts';
import { eventually } from '../../../support/device/eventually.ts';
import { createScriptedServer } from '../../../support/device/scripted-server.ts';

function aConflict(id: string, at = '2026-11-28T10:00:00.000Z', settled?: JsonObject): SyncedDocument {
  const said = { collection: 'records', recordId: 'r1', field: 'values.note', otherValue: id, at };
  const who = { serverBy: 'a', otherBy: 'b', otherDevice: 'device-a' };
  const values = { ...said, ...who, ...(settled === undefined ? {} : { settled }) };
  return aDocument(id, { type: 'conflict', aboutId: 'r1', values });
}
async function device() {
  const { settings, database } = await deviceInTest(createScriptedServer().api);
  const deps = { settings, conflicts: database.collections.conflicts, scope: 'v1' };
  const held = async () => (await readPutAside(deps)).map(({ id }) => id).sort();
  return { deps, held, conflicts: database.collections.conflicts };
}

it('what is put aside while the rest is tidied stays', async () => {
  const { deps, held } = await device();
  await keepPutAside(deps, [aConflict('c1')]);
  await Promise.all([tidyPutAside(deps), keepPutAside(deps, [aConflict('c2')])]);
  expect(await held()).toEqual(['c1', 'c2']);
});

it('one that has come up anew is not the settled one that pull brought before', async () => {
  const { deps, held, conflicts } = await device();
  await conflicts.insert(
    aConflict('c1', undefined, { choice: 'stands', by: 'a', at: '2026-11-28T10:01:00.000Z' }),
  );
  await keepPutAside(deps, [aConflict('c1', '2026-11-28T11:00:00.000Z')]);
  expect(await held()).toEqual(['c1']);
});

it('goes once pull has brought it, and with the scope under which it was put aside', async () => {
  const { deps, held, conflicts } = await device();
  await keepPutAside(
    deps,
    ['c1', 'c2'].map((id) => aConflict(id)),
  );
  await keepPutAside({ ...deps, scope: 'v0' }, [aConflict('c3')]);
  await conflicts.insert(aConflict('c1'));
  expect(await tidyPutAside(deps)).toEqual(['c2']);
  expect(await held()).toEqual(['c2']);
  expect(await deps.settings.names('put-aside:')).toEqual(['put-aside:v1:c2']);
});

it('goes where the server says that it is none of this device any more', async () => {
  const server = createScriptedServer();
  const { replication, settings, database } = await deviceInTest(server.api);
  const { conflicts } = database.collections;
  const deps = { settings, conflicts, scope: 'v1' };
  replication.start();
  await eventually('it replicates', () => replication.stateOf('conflicts'));
  await keepPutAside(deps, [aConflict('c1')]);
  // Of what left before its database was begun no pull tells.
  const reply = {
    ...{ documents: [], more: false, checkpoint: { epoch: 'e1', scope: 'v1', since: '0' } },
    ...{ epoch: 'e1', scopeVersion: 'v1', committed: { position: 0, stamp: 's' } },
  };
  server.interference.pullIds = async (ids) => {
    const leaves = ids.map((id) => ({ id }));
    return { kind: 'ok', body: { ...reply, leaves } };
  };
  await replication.askAgain('conflicts', await tidyPutAside(deps));
  await eventually('it is told', async () => (await tidyPutAside(deps)).length === 0);
  expect(await settings.names('put-aside:')).toEqual([]);
});
