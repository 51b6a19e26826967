// The device's code as one script that is run anew for each life of a page: nothing of a page outlives it, as in a browser.
//
// Five devices are five pages. RxDB keeps its state (open databases, the last time it told) in its modules, so each page has
// modules of its own; and whatever they ask of the world (time, chance, hashes) is handed to them, so that a seed replays.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { build } from 'vite';
import { rootPath } from '../run-command.ts';
import type { Chance } from './chance.ts';
import type { devicePage } from './page-entry.ts';

export type PageCode = typeof devicePage;

/** What a page finds around it. */
export type PageWorld = {
  readonly now: () => number;
  readonly after: (milliseconds: number, run: () => void) => () => void;
  readonly chance: Chance;
};

/** Runs the device's code once more. */
export type RunPage = (world: PageWorld) => PageCode;

const globalNames = ['Date', 'Math', 'crypto', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'];

/** Builds the script, about a second. */
export async function bundlePage(): Promise<RunPage> {
  const output = await build({
    configFile: false,
    root: rootPath,
    logLevel: 'error',
    resolve: {
      conditions: ['es2015', 'module', 'browser'],
      alias: [
        {
          find: 'broadcast-channel',
          replacement: join(rootPath, 'client/database/no-broadcast-channel.ts'),
        },
      ],
    },
    build: {
      ...{ write: false, minify: false, target: 'esnext' },
      lib: {
        entry: join(rootPath, 'tests/support/simulation/page-entry.ts'),
        formats: ['iife'],
        name: 'page',
      },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [built] = Array.isArray(output) ? output : [output];
  const [chunk] = built !== undefined && 'output' in built ? built.output : [];
  if (chunk === undefined) throw new Error('the device was not built');
  const text = `(${globalNames.join(', ')}) => {\n${chunk.code}\nreturn page.devicePage;\n}`;
  const run: (...globals: readonly unknown[]) => PageCode = new Script(text, {
    filename: 'device-page.js',
  }).runInThisContext();
  return (world) => run(...globalsOf(world));
}

function globalsOf(world: PageWorld): readonly unknown[] {
  const timers = createTimerFunctions(world);
  return [
    dateOf(world.now),
    Object.assign(Object.create(Math), { random: world.chance.next }),
    cryptoOf(world.chance),
    timers.setTimeout,
    timers.clear,
    timers.setInterval,
    timers.clear,
  ];
}

function dateOf(now: () => number): DateConstructor {
  return new Proxy(Date, {
    construct: (target, values) => Reflect.construct(target, values.length === 0 ? [now()] : values),
    apply: () => new Date(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
}

/** Hashes at once instead of in another thread, and random values from the seed. */
function cryptoOf(chance: Chance) {
  const digest = (_algorithm: unknown, bytes: Uint8Array): Promise<ArrayBuffer> =>
    Promise.resolve(Uint8Array.from(createHash('sha256').update(bytes).digest()).buffer);
  const getRandomValues = (into: Uint8Array): Uint8Array => {
    into.set(chance.bytes(into.length));
    return into;
  };
  return { subtle: { digest }, getRandomValues };
}

function createTimerFunctions({ after }: PageWorld) {
  const running = new Map<number, () => void>();
  let last = 0;
  const clear = (handle: number): void => {
    running.get(handle)?.();
    running.delete(handle);
  };
  const setTimeout = (run: (...values: unknown[]) => void, wait = 0, ...values: unknown[]): number => {
    const handle = (last += 1);
    const stop = after(wait, () => {
      running.delete(handle);
      run(...values);
    });
    running.set(handle, stop);
    return handle;
  };
  const setInterval = (run: (...values: unknown[]) => void, wait = 0, ...values: unknown[]): number => {
    const handle = (last += 1);
    const again = (): void => {
      running.set(
        handle,
        after(wait, () => {
          again();
          run(...values);
        }),
      );
    };
    again();
    return handle;
  };
  return { setTimeout, setInterval, clear };
}
