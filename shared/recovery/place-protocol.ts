// What a device asks before it sends anything: small, for every device asks it at each start.
import * as z from 'zod/mini';

/** The highest number of a save of this device that the server ever saw: a device that counts lower was itself put back. */
export const placeReplySchema = z.object({ lastSeq: z.number().check(z.int(), z.minimum(0)) });
