// Traps 2, 11, 12 and 16 of RxDB 17.6.0 (building and shipping): what its plain use does, and what ours does in the same case.
import { fileURLToPath } from 'node:url';
import { addRxPlugin, createRxDatabase } from 'rxdb';
import { disableWarnings, RxDBDevModePlugin } from 'rxdb/plugins/dev-mode';
import { VueRxReactivityFactory } from 'rxdb/plugins/reactivity-vue';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { effectScope } from 'vue';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createClock } from '../../../../client/database/clock.ts';
import { openLocalDatabase, openSyncedDatabase } from '../../../../client/database/open-database.ts';
import { useAutoLock } from '../../../../client/session/use-auto-lock.ts';
import { clientFilesWith } from '../../../support/client-files.ts';
import { replicateStock, stockVisits, visitSchema } from '../../../support/device/stock-rxdb.ts';
import { createTestTimers, settled } from '../../../support/device/timers.ts';
import { runCommand } from '../../../support/run-command.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('trap 11: the mouse that RxDB moves', () => {
  it('stock: told to go on in a hidden page, moves every twenty seconds for as long as a replication lives', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const page = new EventTarget();
    vi.stubGlobal('document', page);
    const moves: boolean[] = [];
    page.addEventListener('mousemove', ({ isTrusted }) => moves.push(isTrusted));
    const state = replicateStock(await stockVisits(), {
      toggleOnDocumentVisible: false,
      pull: { handler: () => Promise.resolve({ documents: [], checkpoint: { at: 0 } }) },
    });
    await state.awaitInitialReplication();
    vi.advanceTimersByTime(60_000);
    expect(moves).toEqual([false, false, false]);
    await state.cancel();
  });

  it('ours: never tells it so', () => {
    expect(clientFilesWith(/toggleOnDocumentVisible/)).toEqual([]);
  });

  it.each([
    ['ours: does not keep a device open that nobody touches', false, true],
    ['ours: and a person’s touch does', true, false],
  ])('%s', async (_, isTrusted, isLocked) => {
    const listeners = new Map<string, (event: { readonly isTrusted: boolean }) => void>();
    const page = {
      addEventListener: (name: string, listener: () => void) => void listeners.set(name, listener),
      removeEventListener: (name: string) => void listeners.delete(name),
    };
    vi.stubGlobal('window', page);
    vi.stubGlobal('document', { ...page, visibilityState: 'visible' });
    const timers = createTestTimers();
    let locks = 0;
    const lock = (): Promise<void> => Promise.resolve(void (locks += 1));
    const session = { lock, retryStorage: () => Promise.resolve() };
    const scope = effectScope();
    scope.run(() => useAutoLock(session, createClock(timers.now), timers, () => false));
    expect(listeners.size).toBeGreaterThan(3);
    const touches = [...listeners].filter(([name]) => name !== 'visibilitychange');
    for (let seconds = 0; seconds < 16 * 60; seconds += 20) {
      for (const [, listener] of touches) listener({ isTrusted });
      await timers.advance(20_000);
    }
    scope.stop();
    expect([locks > 0, listeners.size]).toEqual([isLocked, 0]);
  });
});

describe('trap 16: a reactive query', () => {
  it('stock: subscribes anew each time that a template reads it', async () => {
    let subscriptions = 0;
    const reactivity: typeof VueRxReactivityFactory = {
      fromObservable: (observable, initial, database) => {
        subscriptions += 1;
        return VueRxReactivityFactory.fromObservable(observable, initial, database);
      },
    };
    const visits = await stockVisits({ database: { reactivity } });
    const query = visits.find();
    const scope = effectScope();
    scope.run(() => {
      for (let render = 0; render < 50; render += 1) void query.$$;
    });
    scope.stop();
    expect(subscriptions).toBe(50);
  });

  it('ours: neither a page nor a repository reads one; pages are given what they watch, once', () => {
    expect(clientFilesWith(/\$\$|reactivity-vue|\breactivity:/)).toEqual([]);
  });
});

describe('trap 12: the text of a schema', () => {
  it('stock: changed at the same version, it does not open any more', async () => {
    const name = 'trap-12';
    const first = await stockVisits({ database: { name } });
    await first.database.close();
    const schema = { ...visitSchema, description: 'says the same in other words' };
    await expect(stockVisits({ database: { name }, collection: { schema } })).rejects.toMatchObject({
      code: 'DB6',
    });
  });

  it('stock: with a name that RxDB has for itself, a save fails though the document is stored', async () => {
    const database = await createRxDatabase({
      name: 'reserved',
      storage: getRxStorageMemory(),
      multiInstance: false,
    });
    const properties = { ...visitSchema.properties, collection: { type: 'string' } };
    const { visits } = await database.addCollections({ visits: { schema: { ...visitSchema, properties } } });
    await expect(visits.insert({ id: 'a', note: 'x', collection: 'records' })).rejects.toThrow(TypeError);
    expect(await visits.storageInstance.findDocumentsById(['a'], false)).toHaveLength(1);
    await database.close();
  });
});

// From here on RxDB is in its development mode, which a process cannot leave again.
describe('trap 2: the development mode and the validator', () => {
  it('stock: puts a hidden frame into the page that calls home', async () => {
    type Made = {
      src?: string;
      style: object;
      readonly parts: Made[];
      readonly appendChild: (part: Made) => void;
    };
    const make = (): Made => {
      const parts: Made[] = [];
      return { style: {}, parts, appendChild: (part) => void parts.push(part) };
    };
    const body = make();
    vi.stubGlobal('window', globalThis);
    vi.stubGlobal('location', { host: 'banbiantian.example' });
    vi.stubGlobal('document', { createElement: make, body });
    disableWarnings();
    addRxPlugin(RxDBDevModePlugin);
    await settled();
    expect(body.parts.flatMap(({ parts }) => parts.map(({ src }) => src))).toContainEqual(
      expect.stringMatching(/^https:\/\/rxdb\.info\//),
    );
  });

  it('stock: validate-ajv saves nothing where code may not be made of text; ours does', async () => {
    const program = fileURLToPath(new URL('../../../support/device/without-eval.ts', import.meta.url));
    const { output } = await runCommand('node', ['--disallow-code-generation-from-strings', program]);
    expect(output).toContain('saveValidated: EvalError');
    expect(output).toContain('saveOurs: saved');
  });

  it('ours: the client imports no other plugin than replication and memory storage', () => {
    expect(clientFilesWith(/['"]rxdb\/(?!plugins\/(replication|storage-memory)['"])/)).toEqual([]);
  });
});

describe('trap 12: names that RxDB has for itself', () => {
  const storage = wrappedValidateAjvStorage({ storage: getRxStorageMemory() });

  it('stock: are told in development mode only', async () => {
    const database = await createRxDatabase({ name: 'reserved-names', storage, multiInstance: false });
    const properties = { ...visitSchema.properties, collection: { type: 'string' } };
    const opening = database.addCollections({ visits: { schema: { ...visitSchema, properties } } });
    await expect(opening).rejects.toMatchObject({ code: 'SC17' });
    await database.close();
  });

  it('ours: every schema passes all that the development mode checks', async () => {
    const synced = await openSyncedDatabase(storage, 'checked-synced');
    const local = await openLocalDatabase(storage, 'checked-local');
    expect(Object.keys(synced.collections).length).toBeGreaterThan(4);
    await synced.close();
    await local.close();
  });
});
