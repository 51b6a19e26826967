// What a bad network does to one exchange, drawn from chance: lost, late, twice, cut short, or answered by somebody else.
import { errorCodes, type ErrorCode } from '../../../shared/errors/error-codes.ts';
import type { Chance } from './chance.ts';

/** An answer as it crosses the wire. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type ExchangePlan = {
  /** Milliseconds until each copy of the request arrives; none: it is lost. The first one is the one that is answered. */
  readonly arrivals: readonly number[];
  readonly replyDelay: number;
  /** What becomes of the server's answer on its way; undefined: it is lost. */
  readonly change: (answer: Answer) => Answer | undefined;
  /** The device is told that the network failed, after so many milliseconds, whatever happens to the request. */
  readonly failsAfter?: number;
  /** Answered on the way, by a proxy or by a server that was too busy: the request never arrives. */
  readonly instead?: Answer;
};

/** No copy of a request arrives later than this. */
export const latestMs = 240_000;

const html: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><title>免费上网</title><p>请登录',
};

const problem = (code: ErrorCode, retryAfter?: number): Answer => ({
  status: errorCodes[code].status,
  headers: {
    'content-type': 'application/problem+json; charset=utf-8',
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  },
  body: JSON.stringify({
    ...{ type: `urn:banbiantian:error:${code}`, title: errorCodes[code].en },
    ...{ status: errorCodes[code].status, code },
  }),
});

/** Every status of the table in `sync.md` §1; a changed scope is said to a pull only, a changed epoch by a restore only. */
function refusalFor(path: string, chance: Chance): Answer {
  const retryAfter = chance.below(20) + 1;
  const refusals: readonly (readonly [number, Answer])[] = [
    [4, problem('badRequest')],
    [2, problem('signInNeeded')],
    [1, problem('notAllowed')],
    [1, problem('notFound')],
    [2, problem('tooLarge')],
    [1, problem('updateNeeded')],
    [2, problem('tooManyTries', retryAfter)],
    [2, problem('storageUnavailable', retryAfter)],
    [3, problem('defect')],
    [2, { ...html, status: 502 }],
    [1, { ...html, status: 503, headers: { ...html.headers, 'retry-after': String(retryAfter) } }],
    ...(path.includes('/pull') ? [[1, problem('scopeChanged')] as const] : []),
  ];
  return chance.weighted(refusals);
}

const asItIs = (answer: Answer): Answer => answer;

/** How the exchange goes when nothing is wrong with the network. */
export function calmPlan(chance: Chance): ExchangePlan {
  return { arrivals: [chance.between(5, 150)], replyDelay: chance.between(5, 150), change: asItIs };
}

/** `rate`: how many exchanges go wrong; `refusals`: how much oftener than else by a refusal. */
export function drawPlan(path: string, rate: number, refusals: number, chance: Chance): ExchangePlan {
  const calm = calmPlan(chance);
  if (!chance.hits(rate)) return calm;
  const [arrival = 0] = calm.arrivals;
  const soon = chance.between(10, 2_000);
  const late = chance.between(1_000, latestMs);
  const plans: readonly (readonly [number, ExchangePlan])[] = [
    [2, { ...calm, arrivals: [] }],
    [2, { ...calm, arrivals: [], failsAfter: soon }],
    [3, { ...calm, change: () => undefined }],
    [3, { ...calm, change: () => undefined, failsAfter: soon }],
    [2, { ...calm, arrivals: [arrival, late] }],
    [2, { ...calm, arrivals: [late], failsAfter: soon }],
    [2, { ...calm, arrivals: [chance.between(10, 58_000)], replyDelay: chance.between(10, 58_000) }],
    [2, { ...calm, change: (answer) => cutShort(answer, chance) }],
    [2, { ...calm, change: () => html }],
    [4 * refusals, { ...calm, instead: refusalFor(path, chance) }],
    [2 * refusals, { ...calm, change: () => refusalFor(path, chance) }],
  ];
  return chance.weighted(plans);
}

function cutShort(answer: Answer, chance: Chance): Answer {
  return { ...answer, body: answer.body.slice(0, chance.below(answer.body.length)) };
}
