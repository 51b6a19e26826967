// Server-sent events: only which collections to pull, a heartbeat, and an end when the token or the session ends.
import type { ServerContext, Services } from './server-env.ts';

const heartbeatMs = 25_000;

export function pokeStream(c: ServerContext, services: Services): Response {
  let stop = (): void => undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      stop = startPokes(c, services, controller);
    },
    cancel: () => stop(),
  });
  c.req.raw.signal.addEventListener('abort', () => stop());
  return c.body(body, 200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
}

/** Feeds one open stream; returns the way to end what it holds when the other side is gone. */
function startPokes(
  c: ServerContext,
  { feed, clock, sessions, log, metrics }: Services,
  controller: ReadableStreamDefaultController<Uint8Array>,
): () => void {
  const caller = c.get('caller');
  const encoder = new TextEncoder();
  let isStopped = false;
  const send = (text: string): void => {
    if (!isStopped) controller.enqueue(encoder.encode(text));
  };
  const stopListening = feed.listen(caller, (collections) =>
    send(`data: ${JSON.stringify({ collections })}\n\n`),
  );
  const closed = metrics.streamOpened();
  const beat = async (): Promise<void> => {
    if (await sessions.isOpen(caller)) send(': still here\n\n');
    else end();
  };
  const heartbeat = setInterval(() => {
    beat().catch((error: unknown) => log.defect('heartbeatFailed', error));
  }, heartbeatMs);
  const stop = (): void => {
    isStopped = true;
    closed();
    stopListening();
    clearInterval(heartbeat);
    clearTimeout(ending);
  };
  const end = (): void => {
    if (isStopped) return;
    stop();
    controller.close();
  };
  const ending = setTimeout(end, Math.max(0, Date.parse(caller.expiresAt) - clock.now().getTime()));
  send(': connected\n\n');
  return stop;
}
