// Brings sealed saves of one account to the server, without a session; what the server holds leaves the device.
import type * as z from 'zod/mini';
import { sealedReplySchema } from '../../shared/sealed/sealed-protocol.ts';
import { exchangeJson, type ExchangeDeps } from '../api-exchange.ts';
import type { Outcome } from '../api-outcome.ts';
import type { CopiedStore } from './sealed-copies.ts';

export type DeliverDeps = ExchangeDeps & { readonly store: CopiedStore };

/** `waiting`: copies that are still here. `isCut`: the server could not be asked about all of them. */
export type Delivery = {
  readonly waiting: number;
  readonly isCut: boolean;
  /** The open account's device has a copy at work. */
  readonly isCopied?: boolean;
  readonly retryAfterSeconds?: number;
};

const timeoutMs = 60_000;

/**
 * What is refused, or on which the server fails, stays, for whoever opens the account or for the next round: nothing is ever given up
 * here, and none holds up the others.
 */
export async function deliverSealed(deps: DeliverDeps, deviceId: string): Promise<Delivery> {
  const items = await deps.store.items(deviceId);
  let waiting = items.length;
  for (const { id, seq, item } of items) {
    const outcome = await postOpen(deps, '/api/sealed', sealedReplySchema, item);
    if (outcome.kind === 'ok') {
      await deps.store.removeItem({ deviceId, id, seq });
      waiting -= 1;
    } else if (outcome.kind === 'unreachable' || outcome.status === 429 || outcome.status === 503) {
      const { retryAfterSeconds } = outcome;
      return { waiting, isCut: true, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
    }
  }
  return { waiting, isCut: false };
}

/** A call that needs no session. */
export function postOpen<T>(
  deps: ExchangeDeps,
  path: string,
  schema: z.ZodMiniType<T>,
  body: unknown,
): Promise<Outcome<T>> {
  return exchangeJson(
    deps,
    {
      ...{ method: 'POST', path, timeoutMs, body: JSON.stringify(body) },
      headers: { 'content-type': 'application/json' },
    },
    schema,
  );
}
