// One request and its whole answer, with a time limit; what cannot be believed is told apart from what was refused.
import type * as z from 'zod/mini';
import { problemSchema } from '../shared/sync/protocol.ts';
import { unreachable, type Outcome, type Refused, type Unreachable } from './api-outcome.ts';
import type { Timers } from './database/clock.ts';
import type { Watchable } from './database/watchable.ts';

/** The shape of `fetch` that is needed. */
export type FetchFunction = (url: string, init: RequestInit) => Promise<Response>;

export type ExchangeDeps = {
  readonly baseUrl: string;
  readonly fetch: FetchFunction;
  readonly timers: Timers;
  /** Gives up what is under way, so that it is tried anew: the network came back under it. */
  readonly giveUp?: Watchable<void>;
};

export type ApiRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly timeoutMs: number;
};

type Answer = {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfterSeconds: number | undefined;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** Sends and reads to the end; every failure on the way is `unreachable`. */
async function exchange(deps: ExchangeDeps, request: ApiRequest): Promise<Answer | Unreachable> {
  const abort = new AbortController();
  let isLate = false;
  const stopTimer = deps.timers.after(request.timeoutMs, () => {
    isLate = true;
    abort.abort();
  });
  const stopListening = deps.giveUp?.subscribe(() => abort.abort());
  try {
    const init: RequestInit = {
      method: request.method,
      headers: { ...request.headers },
      signal: abort.signal,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    };
    const response = await deps.fetch(
      deps.baseUrl + request.path,
      request.body === undefined ? init : { ...init, body: request.body },
    );
    const bytes = new Uint8Array(await response.arrayBuffer());
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      retryAfterSeconds: retryAfterOf(response),
      bytes,
    };
  } catch {
    return unreachable(isLate ? 'timeout' : 'network');
  } finally {
    stopTimer();
    stopListening?.();
  }
}

/** An answer that must be JSON of this shape. */
export async function exchangeJson<T>(
  deps: ExchangeDeps,
  request: ApiRequest,
  schema: z.ZodMiniType<T>,
): Promise<Outcome<T>> {
  const answer = await exchange(deps, request);
  if ('kind' in answer) return answer;
  const body = jsonOf(answer);
  if (answer.status < 200 || answer.status > 299) return refusalOf(answer, body);
  const parsed = schema.safeParse(body);
  return parsed.success ? { kind: 'ok', body: parsed.data } : unreachable('unreadable', answer.status);
}

/** An answer whose bytes are wanted; refusals are JSON all the same. */
export async function exchangeBytes(
  deps: ExchangeDeps,
  request: ApiRequest,
): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  const answer = await exchange(deps, request);
  if ('kind' in answer) return answer;
  if (answer.status !== 200) return refusalOf(answer, jsonOf(answer));
  return answer.contentType.startsWith('text/html')
    ? unreachable('unreadable', 200)
    : { kind: 'ok', body: answer.bytes };
}

/** A refusal is believed only as a problem document with the status it came with: proxies and gates speak HTML. */
export function refusalOf(
  answer: Pick<Answer, 'status' | 'retryAfterSeconds'>,
  body: unknown,
): Refused | Unreachable {
  const problem = problemSchema.safeParse(body);
  if (!problem.success || problem.data.status !== answer.status)
    return unreachable('unreadable', answer.status, answer.retryAfterSeconds);
  const { code, detail } = problem.data;
  return {
    kind: 'refused',
    status: answer.status,
    code,
    detail,
    retryAfterSeconds: answer.retryAfterSeconds,
  };
}

function jsonOf(answer: Answer): unknown {
  if (answer.status === 204) return {};
  if (!answer.contentType.includes('json')) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.bytes));
  } catch {
    return undefined;
  }
}

/** Seconds of `Retry-After`; a date or nonsense counts as not said. */
export function retryAfterOf(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3600) : undefined;
}
