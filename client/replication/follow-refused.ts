// What the server refused and keeps too may be dealt with by somebody above: asked now and then, and the person is told.
import { dealtWithReplySchema } from '../../shared/recovery/recovery-protocol.ts';
import type { ApiClient } from '../api-client.ts';
import { answeredWays, type QuarantineRepository } from '../database/quarantine-repository.ts';
import { firstValue } from '../database/watchable.ts';
import type { Pause } from './pause.ts';

export type FollowRefusedDeps = {
  readonly api: Pick<ApiClient, 'ask'>;
  readonly quarantine: Pick<QuarantineRepository, 'watchKeptAbove' | 'answer'>;
  readonly pause: Pause;
};

/** As many as the server answers at once. */
const atOnce = 100;
/** A minute or two, which a page that is looked at again, a network that comes back or a tap on "sync now" ends. */
const longWait = 8;

/** Never resolves; rejects when replication is stopped. Nothing is asked while nothing waits. */
export async function followRefused(deps: FollowRefusedDeps): Promise<never> {
  for (;;) {
    await deps.pause.until(deps.quarantine.watchKeptAbove(), (entries) => entries.length > 0);
    // A storage that takes nothing now, a server that is away: another time.
    await askOnce(deps).catch(() => undefined);
    await deps.pause.wait(longWait);
  }
}

/** What was laid aside above still waits here: its author corrects it. */
async function askOnce({ api, quarantine }: FollowRefusedDeps): Promise<void> {
  const waiting = await firstValue(quarantine.watchKeptAbove());
  for (let from = 0; from < waiting.length; from += atOnce) {
    const mutationIds = waiting.slice(from, from + atOnce).map(({ id }) => id);
    const outcome = await api.ask('/api/inbox/dealt-with', dealtWithReplySchema, { mutationIds });
    if (outcome.kind !== 'ok') return;
    for (const { mutationId, way, by } of outcome.body.dealtWith) {
      const answer = answeredWays.find((known) => known === way);
      if (answer !== undefined) await quarantine.answer(mutationId, answer, by);
    }
  }
}
