// The host's record of an event is gone or void: records linked to it count for themselves again.
import { withServerFields, writeDocument, type RowContext } from './row-context.ts';

/** In the transaction of what took the host away, so that the event never falls out of the figures. */
export async function releaseLinked(context: RowContext, hostId: string): Promise<void> {
  for (const linked of await context.tx.documents.linkedTo(hostId)) {
    if (linked.id === hostId) continue;
    const { sameEventAs: _link, ...rest } = linked;
    const { rev, reviewState, receivedAt, lockedPeriod, carriedTo } = linked;
    const released = withServerFields(rest, {
      rev: rev + 1,
      reviewState,
      receivedAt,
      lockedPeriod,
      carriedTo,
    });
    // What stands there stays the words of whoever wrote them: nobody becomes their author by deciding on the host.
    const writer = (await context.tx.documents.lastWriter('records', linked.id)) ?? linked.createdBy;
    await writeDocument(context, 'records', released, writer);
  }
}
