// P9: devices that come back at once after a day without a network, each with its records; and what streams that say nothing cost.
import { setTimeout as wait } from 'node:timers/promises';
import { json, signInPlain, type PlainDevice, type PlainDocument } from '../support/checker/plain-device.ts';
import { visit } from '../support/postgres/race-writers.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';
import { median, percentile, rounded } from './statistics.ts';
import { milliseconds, type BenchResult } from './table.ts';

export type ManyDevicesOptions = {
  readonly devices: number;
  readonly recordsEach: number;
  readonly streams: number;
};

const collections = ['orgUnits', 'records', 'people', 'decisions', 'conflicts'] as const;
const mostStreamsMegabytes = 300;

/** A device that knows what it pulled, with its records of the day. */
type Returning = {
  readonly device: PlainDevice;
  readonly since: Map<string, string>;
  readonly records: readonly PlainDocument[];
};

export async function measureManyDevices(options: ManyDevicesOptions): Promise<BenchResult> {
  const server = await startServer({
    prepare: [['tests/bench/fill-server.ts', '--people=500', '--records=200']],
    startTimeoutMs: 60_000,
  });
  try {
    const returning: Returning[] = [];
    for (let index = 0; index < options.devices; index += 1)
      returning.push(await becomeDevice(server.origin, index, options.recordsEach));
    const started = performance.now();
    const drained = await Promise.all(returning.map((each) => comeBack(server.origin, each)));
    const took = performance.now() - started;
    const times = drained.map(({ ms }) => ms);
    const lost = await countLost(server.origin, returning);
    const afterStorm = await holdStreams(server, returning, options.streams);
    await server.restart();
    const alone = await holdStreams(server, returning, options.streams);
    const drain = { took, times, lost, errors: drained.flatMap(({ errors }) => errors) };
    return resultOf(options, drain, { afterStorm, alone });
  } finally {
    await server.dispose();
  }
}

/** Signed in and in step yesterday; what it wrote since is not sent. */
async function becomeDevice(origin: string, index: number, recordsEach: number): Promise<Returning> {
  const device = await signInPlain(
    origin,
    'huaguo',
    `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  );
  const since = new Map<string, string>();
  for (const collection of collections) since.set(collection, await pullToEnd(device, collection, '0', []));
  const records = Array.from({ length: recordsEach }, (_, n) =>
    device.record('condolence-visit', { ...visit, whom: `第${index}机第${n}户` }),
  );
  return { device, since, records };
}

async function pullToEnd(
  device: PlainDevice,
  collection: string,
  start: string,
  waits: number[],
): Promise<string> {
  for (let since = start; ;) {
    const page = await answered(waits, () =>
      device.call('GET', `/api/sync/${collection}/pull?limit=500&since=${since}`),
    );
    since = page.checkpoint.since;
    if (page.more !== true) return since;
  }
}

/** Waits as it is told to when the server has enough to do; any other refusal is an error. */
async function answered(waits: number[], ask: () => Promise<Response>) {
  for (;;) {
    const reply = await ask();
    if (reply.status !== 503 && reply.status !== 429) return json(reply);
    await reply.arrayBuffer();
    waits.push(reply.status);
    await wait(1000 * Number(reply.headers.get('retry-after') ?? '1'));
  }
}

/** As the app does: a new token, what is new, what is unsent, and what came meanwhile. */
async function comeBack(
  origin: string,
  { device, since, records }: Returning,
): Promise<{ readonly ms: number; readonly errors: readonly string[] }> {
  const started = performance.now();
  const [errors, waits]: [string[], number[]] = [[], []];
  try {
    await answered(waits, () =>
      fetch(`${origin}/api/session/refresh`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'bbt-device': device.deviceId, 'bbt-protocol': '1' },
        body: JSON.stringify({ refreshToken: device.tokens.refreshToken }),
      }),
    );
    for (const collection of collections)
      since.set(collection, await pullToEnd(device, collection, since.get(collection) ?? '0', waits));
    const reply = await device.push(records.map((document) => ({ document })));
    errors.push(...reply.rows.filter(({ status }) => status !== 'accepted').map(({ status }) => status));
    since.set('records', await pullToEnd(device, 'records', since.get('records') ?? '0', waits));
  } catch (error) {
    errors.push(String(error));
  }
  return { ms: performance.now() - started, errors };
}

async function countLost(origin: string, returning: readonly Returning[]): Promise<number> {
  const reader = await signInPlain(origin, 'township');
  const held = new Set<unknown>();
  for (let [since, more] = ['0', true]; more;) {
    const page = await reader.pull('records', `limit=500&since=${since}`);
    for (const { id } of page.documents) held.add(id);
    ({ since } = page.checkpoint);
    ({ more } = page);
  }
  return returning.flatMap(({ records }) => records).filter(({ id }) => !held.has(id)).length;
}

type Streams = { readonly open: number; readonly before: number; readonly after: number };

/** Megabytes that the server's process holds before and after. */
async function holdStreams(
  server: ServerProcess,
  returning: readonly Returning[],
  many: number,
): Promise<Streams> {
  const before = (await metrics(server.origin)).megabytes;
  const ending = new AbortController();
  const held: Promise<Response>[] = [];
  for (let index = 0; index < many; index += 1) {
    const device = returning[index % returning.length]?.device;
    if (device === undefined) throw new Error('no device');
    held.push(device.call('GET', '/api/sync/stream', undefined, {}, ending.signal));
    if (index % 100 === 99) await Promise.all(held);
  }
  const open = (await Promise.all(held)).filter(({ status }) => status === 200).length;
  const { megabytes: after, streams } = await metrics(server.origin);
  ending.abort();
  return { open: Math.min(open, streams), before, after };
}

async function metrics(origin: string): Promise<{ readonly megabytes: number; readonly streams: number }> {
  const text = await (await fetch(`${origin}/api/metrics`)).text();
  const numberOf = (name: string): number =>
    Number(new RegExp(`^banbiantian_${name} (\\S+)$`, 'm').exec(text)?.[1]);
  return {
    megabytes: numberOf('process_resident_memory_bytes') / 1024 ** 2,
    streams: numberOf('open_streams'),
  };
}

function resultOf(
  { devices, recordsEach, streams }: ManyDevicesOptions,
  drain: {
    readonly took: number;
    readonly times: readonly number[];
    readonly lost: number;
    readonly errors: readonly string[];
  },
  { afterStorm, alone }: { readonly afterStorm: Streams; readonly alone: Streams },
): BenchResult {
  const { took, times, lost, errors } = drain;
  const [p50, p95] = [median(times), percentile(times, 0.95)];
  return {
    id: 'P9',
    lines: [
      {
        work: `${devices} devices back at once with ${recordsEach} records each, all drained in ${milliseconds(took)}`,
        value: `p95 ${milliseconds(p95)}, median ${milliseconds(p50)}`,
        ...{ goal: '0 errors, 0 lost', isMet: errors.length === 0 && lost === 0 },
      },
      { work: '… errors and records lost', value: `${errors.length} and ${lost} ${errors[0] ?? ''}` },
      {
        work: `${streams} idle streams (${alone.open} open) on a server just started, memory, ${Math.round(alone.before)} MB before`,
        value: `${Math.round(alone.after)} MB`,
        goal: `≤ ${mostStreamsMegabytes} MB`,
        isMet: alone.open === streams && alone.after <= mostStreamsMegabytes,
      },
      {
        work: `… right after the ${devices} came back (${afterStorm.open} open), ${Math.round(afterStorm.before)} MB before`,
        value: `${Math.round(afterStorm.after)} MB`,
      },
    ],
    figures: {
      ...{
        devices,
        drainedMs: rounded(took),
        p50: rounded(p50),
        p95: rounded(p95),
        lost,
        errors: errors.length,
      },
      ...{ streams: alone.open, megabytesBefore: rounded(alone.before), megabytes: rounded(alone.after) },
      megabytesAfterStorm: rounded(afterStorm.after),
    },
  };
}
