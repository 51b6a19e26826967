// Starts a device in its own thread and lets a test command it.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { DeviceCommands } from './device-thread-worker.ts';

type Answer = { readonly call: number; readonly value?: unknown; readonly error?: string };

/** Signed in, replicating, on memory storage. */
export async function startDevice(address: string, accountId: string): Promise<DeviceCommands> {
  const worker = new Worker(new URL('./device-thread-worker.ts', import.meta.url), {
    workerData: { address, accountId },
  });
  const waiting = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }
  >();
  let calls = 0;
  await once(worker, 'message');
  worker.on('message', ({ call, value, error }: Answer) => {
    const asked = waiting.get(call);
    waiting.delete(call);
    if (error === undefined) asked?.resolve(value);
    else asked?.reject(new Error(error));
  });
  // The worker answers by the name of the command, with that command's type.
  const ask = (name: string, ...parameters: readonly unknown[]): Promise<never> =>
    new Promise((resolve: (value: never) => void, reject) => {
      calls += 1;
      waiting.set(calls, { resolve: (value: unknown) => resolve(trust(value)), reject });
      worker.postMessage({ call: calls, name, parameters });
    });
  return {
    save: (...parameters) => ask('save', ...parameters),
    decide: (...parameters) => ask('decide', ...parameters),
    get: (...parameters) => ask('get', ...parameters),
    decision: (...parameters) => ask('decision', ...parameters),
    count: (...parameters) => ask('count', ...parameters),
    receipt: (...parameters) => ask('receipt', ...parameters),
    refused: (...parameters) => ask('refused', ...parameters),
    unsent: () => ask('unsent'),
    isReachable: () => ask('isReachable'),
    cutNetwork: (...parameters) => ask('cutNetwork', ...parameters),
    syncNow: () => ask('syncNow'),
    askFor: (...parameters) => ask('askFor', ...parameters),
    close: async () => {
      await ask('close');
      await worker.terminate();
    },
  };
}

function trust(value: unknown): never;
function trust(value: unknown): unknown {
  return value;
}
