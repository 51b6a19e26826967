// What a request came to: an answer of ours, a refusal of ours, or nothing that can be believed.

export type Refused = {
  readonly kind: 'refused';
  readonly status: number;
  /** `code` of the problem document; a key of `shared/errors/error-codes.ts` if this app knows it. */
  readonly code: string;
  readonly detail: string | undefined;
  readonly retryAfterSeconds: number | undefined;
};

/** No network, a time-out, an abort, or an answer that is not ours: HTML, truncated JSON, a wrong shape. */
export type Unreachable = {
  readonly kind: 'unreachable';
  readonly cause: 'network' | 'timeout' | 'aborted' | 'unreadable';
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;
};

export type Outcome<T> = { readonly kind: 'ok'; readonly body: T } | Refused | Unreachable;

export function unreachable(
  cause: Unreachable['cause'],
  status?: number,
  retryAfterSeconds?: number,
): Unreachable {
  return { kind: 'unreachable', cause, status, retryAfterSeconds };
}
