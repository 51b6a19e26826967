// The stream of pokes: server-sent events read with fetch, because EventSource cannot send a bearer header.
import { pokeSchema } from '../shared/sync/protocol.ts';
import { refusalOf, retryAfterOf, type ExchangeDeps } from './api-exchange.ts';
import { unreachable, type Refused, type Unreachable } from './api-outcome.ts';

export type StreamListener = {
  /** The server has answered: whatever moved before was missed and must be asked for. */
  readonly onOpen: () => void;
  readonly onPoke: (collections: readonly string[]) => void;
};

/** How a stream ended: closed by the server or the network, or never opened. */
export type StreamEnd = { readonly kind: 'closed' } | Refused | Unreachable;

/** Heartbeats come every 25 s: longer silence means that the connection is dead without saying so. */
const silenceMs = 60_000;

/** Reads until the stream ends or `signal` aborts it; never throws. */
export async function readStream(
  deps: ExchangeDeps,
  path: string,
  headers: Record<string, string>,
  listener: StreamListener,
  signal: AbortSignal,
): Promise<StreamEnd> {
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  signal.addEventListener('abort', stop);
  let stopTimer = deps.timers.after(silenceMs, stop);
  const onBytes = (): void => {
    stopTimer();
    stopTimer = deps.timers.after(silenceMs, stop);
  };
  try {
    const response = await deps.fetch(deps.baseUrl + path, {
      method: 'GET',
      headers: { ...headers, accept: 'text/event-stream' },
      signal: abort.signal,
      cache: 'no-store',
      credentials: 'omit',
    });
    if (response.status !== 200 || response.body === null) return await refusedStream(response);
    if (!(response.headers.get('content-type') ?? '').startsWith('text/event-stream'))
      return unreachable('unreadable', 200);
    listener.onOpen();
    await readEvents(response.body, listener, onBytes);
    return { kind: 'closed' };
  } catch {
    return signal.aborted ? unreachable('aborted') : unreachable('network');
  } finally {
    stopTimer();
    signal.removeEventListener('abort', stop);
    abort.abort();
  }
}

async function refusedStream(response: Response): Promise<StreamEnd> {
  const body: unknown = await response.json().catch(() => undefined);
  return refusalOf({ status: response.status, retryAfterSeconds: retryAfterOf(response) }, body);
}

async function readEvents(
  body: ReadableStream<Uint8Array>,
  listener: StreamListener,
  onBytes: () => void,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let pending = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onBytes();
    pending = (pending + decoder.decode(value, { stream: true })).replaceAll('\r\n', '\n');
    const events = pending.split('\n\n');
    pending = events.pop() ?? '';
    for (const event of events) tellPoke(event, listener);
  }
}

function tellPoke(event: string, listener: StreamListener): void {
  const lines = event.split('\n').filter((line) => line.startsWith('data:'));
  if (lines.length === 0) return;
  try {
    const poke = pokeSchema.safeParse(JSON.parse(lines.map((line) => line.slice(5).trim()).join('\n')));
    if (poke.success) listener.onPoke(poke.data.collections);
  } catch {
    // An event that is not JSON is no poke; the next pull asks for everything anyway.
  }
}
