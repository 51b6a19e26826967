// The network between the pages and the server: one exchange after the other, each with what chance has in store for it.
import type { FetchFunction } from '../../../client/api-exchange.ts';
import type { Chance } from './chance.ts';
import type { Moments } from './moments.ts';
import type { VirtualTime } from './virtual-time.ts';
import { calmPlan, drawPlan, type Answer, type ExchangePlan } from './wire-faults.ts';

/** One device's way to the server. */
export type Line = {
  /** False: no network at all. */
  isUp: boolean;
  /** How many exchanges go wrong, 0 to 1. */
  faults: number;
  /** How much oftener than else a refusal is what goes wrong. */
  refusals: number;
  /** Documents on a page, however many the device asks for. */
  pageSize: number;
  /** Ends the streams of pokes that are open on it. */
  readonly dropStreams: () => void;
  /** For one page: what it asks after it is gone is asked by nobody, and hears nothing. */
  readonly fetchFor: (page: { readonly isAlive: () => boolean }) => FetchFunction;
};

export type WireDeps = {
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly handle: (request: Request) => Promise<Response>;
  /** One line of the story of a seed. */
  readonly tell: (line: string) => void;
  readonly moments: Pick<Moments, 'reach'>;
  /** What a device sends, whether it ever arrives or not. */
  readonly onSent: (sent: { readonly path: string; readonly body: string }) => void;
  /** What the server said to this device, whether it ever arrives there or not. */
  readonly onAnswer: (said: {
    readonly request: string;
    readonly path: string;
    readonly answer: Answer;
  }) => void;
};

type Sent = { readonly url: string; readonly init: RequestInit; readonly path: string };
type Waiting = {
  readonly resolve: (response: Response) => void;
  readonly fail: (reason: string) => void;
};

const heartbeat = new TextEncoder().encode(': still here\n\n');
const heartbeatMs = 25_000;
/** No stream outlives its access token. */
const tokenMs = 15 * 60_000;

export const origin = 'http://simulation.local';

export function createLine(deps: WireDeps): Line {
  const { time, chance } = deps;
  const streams = new Set<() => void>();
  const line: Line = {
    isUp: true,
    faults: 0,
    refusals: 1,
    pageSize: 500,
    dropStreams: () => {
      for (const drop of streams) drop();
    },
    fetchFor: (page) => (url, init) =>
      new Promise((resolve, reject) => {
        if (!page.isAlive()) return;
        const waiting: Waiting = {
          resolve: (response) => (page.isAlive() ? resolve(response) : undefined),
          fail: (reason) => (page.isAlive() ? reject(new TypeError(reason)) : undefined),
        };
        const sent = sentOf(line, url, init);
        deps.onSent({ path: sent.path, body: bodyOf(sent) });
        init.signal?.addEventListener('abort', () => waiting.fail('aborted'));
        if (!line.isUp) return void time.after(chance.between(1, 50), () => waiting.fail('no network'));
        if (sent.path.startsWith('/api/sync/stream')) return openStream(deps, streams, line, sent, waiting);
        const plan =
          line.faults > 0 ? drawPlan(sent.path, line.faults, line.refusals, chance) : calmPlan(chance);
        return exchange(deps, line, sent, plan, waiting);
      }),
  };
  return line;
}

function exchange(deps: WireDeps, line: Line, sent: Sent, plan: ExchangePlan, waiting: Waiting): void {
  const { time } = deps;
  const { instead, failsAfter } = plan;
  if (instead !== undefined) {
    deps.tell(`${sent.path} is answered on the way: ${instead.status} ${instead.body.slice(0, 80)}`);
    time.after(plan.replyDelay, () => waiting.resolve(responseOf(instead)));
    return;
  }
  if (failsAfter !== undefined) time.after(failsAfter, () => waiting.fail('network broke'));
  for (const [index, arrival] of plan.arrivals.entries()) {
    time.after(arrival, () => {
      void arrive(deps, sent).then((answer) => {
        const changed = index === 0 ? plan.change(answer) : undefined;
        if (changed === undefined) return deps.tell(`${sent.path} has no answer`);
        return time.after(plan.replyDelay, () => {
          if (changed !== answer)
            deps.tell(`${sent.path} arrives as ${changed.status} ${changed.body.slice(0, 80)}`);
          if (line.isUp) waiting.resolve(responseOf(changed));
          else waiting.fail('the network went away');
        });
      });
    });
  }
}

function sentOf({ pageSize }: Line, url: string, init: RequestInit): Sent {
  const asked = url.replace(/limit=\d+/, `limit=${pageSize}`);
  return { url: asked, init, path: asked.slice(origin.length) };
}

/** The server's own answer, whole, before anything else happens; what waited for this moment happens beside it. */
function arrive(deps: WireDeps, sent: Sent): Promise<Answer> {
  const { moments, time } = deps;
  const whole = async (): Promise<Answer> => {
    await moments.reach('before', sent.path);
    const answer = await answerOf(deps, sent);
    deps.onAnswer({ request: bodyOf(sent), path: sent.path, answer });
    deps.tell(`${sent.path} ${bodyOf(sent)} → ${answer.status} ${answer.body}`);
    await moments.reach('after', sent.path);
    return answer;
  };
  return time.standFor(whole());
}

async function answerOf({ handle }: WireDeps, sent: Sent): Promise<Answer> {
  const response = await handle(requestOf(sent));
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers.entries()),
    body: await response.text(),
  };
}

function requestOf({ url, init }: Sent): Request {
  const { method = 'GET', headers = {}, body = null } = init;
  return new Request(url, { method, headers, body });
}

function bodyOf({ init }: Sent): string {
  return typeof init.body === 'string' ? init.body : '';
}

function responseOf({ status, headers, body }: Answer): Response {
  return new Response(status === 204 ? null : body, { status, headers });
}

/** Pokes come as the server says them, a little later, until the line drops them. */
function openStream(
  deps: WireDeps,
  streams: Set<() => void>,
  line: Line,
  sent: Sent,
  waiting: Waiting,
): void {
  const open = async (): Promise<void> => {
    const response = await deps.time.standFor(deps.handle(requestOf(sent)));
    const { body, status } = response;
    const headers = Object.fromEntries(response.headers.entries());
    if (body === null || status !== 200)
      return waiting.resolve(responseOf({ status, headers, body: await response.text() }));
    const { stream, drop, send } = relay(deps, body.getReader(), () => streams.delete(drop));
    streams.add(drop);
    sent.init.signal?.addEventListener('abort', drop);
    waiting.resolve(new Response(stream, { status, headers }));
    return send((chunk) => (line.isUp ? chunk : undefined));
  };
  deps.time.after(deps.chance.between(5, 300), () => void open());
}

/** The server's side of an open stream, and the device's. The server's own timers are real: what they do is done here. */
function relay(
  { time, chance }: WireDeps,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  onDrop: () => void,
) {
  const stops = new Set<() => void>();
  const drop = (): void => {
    for (const stop of stops) stop();
    onDrop();
    outgoing.error();
    void reader.cancel();
  };
  const outgoing = outgoingStream(drop);
  const beat = (): void => {
    const stop = time.after(heartbeatMs, () => {
      stops.delete(stop);
      outgoing.send(heartbeat);
      beat();
    });
    stops.add(stop);
  };
  beat();
  stops.add(time.after(tokenMs, drop));
  const send = (pass: (chunk: Uint8Array) => Uint8Array | undefined): Promise<void> =>
    pump(reader, (chunk) => {
      time.after(chance.between(5, 500), () => {
        const passed = pass(chunk);
        if (passed === undefined) drop();
        else outgoing.send(passed);
      });
    });
  return { stream: outgoing.stream, drop, send };
}

function outgoingStream(onCancel: () => void) {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given;
    },
    cancel: onCancel,
  });
  return {
    stream,
    send: (chunk: Uint8Array) => controller?.enqueue(chunk),
    error: () => {
      controller?.error(new TypeError('the stream broke'));
      controller = undefined;
    },
  };
}

async function pump(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  onChunk: (chunk: Uint8Array) => void,
): Promise<void> {
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
    if (done || value === undefined) return;
    onChunk(value);
  }
}
