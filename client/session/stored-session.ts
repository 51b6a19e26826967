// The session inside the encrypted local database: tokens, account, what was seen, and which database is the current one.
import * as z from 'zod/mini';
import {
  committedSchema,
  sessionReplySchema,
  type Committed,
  type SessionReply,
} from '../../shared/sync/protocol.ts';
import type { Seen, Tokens } from '../api-client.ts';
import type { Settings } from '../database/settings.ts';

const formerCopySchema = z.object({ name: z.string(), epoch: z.string(), scope: z.string() });
/** A replicated database whose place another took, and under what it was begun. */
export type FormerCopy = z.infer<typeof formerCopySchema>;

/** The replicated database in use, and the epoch and scope under which it was begun. */
const currentDatabaseSchema = z.object({
  ...formerCopySchema.shape,
  generation: z.number(),
  /** Those whose place it took, oldest first, until they are gone from the disk. */
  former: z.optional(z.array(formerCopySchema)),
});
export type CurrentDatabase = z.infer<typeof currentDatabaseSchema>;

export type StoredSession = {
  readonly get: () => SessionReply | undefined;
  readonly tokens: Tokens;
  readonly seen: Seen;
  readonly currentDatabase: () => Promise<CurrentDatabase | undefined>;
  readonly setCurrentDatabase: (current: CurrentDatabase) => Promise<void>;
  /** After a restore: what was seen of the rewound history would be refused for ever. */
  readonly forgetSeen: () => Promise<void>;
};

const names = { session: 'session', seen: 'seen', database: 'currentDatabase' } as const;

export async function loadStoredSession(settings: Settings): Promise<StoredSession> {
  const parsed = sessionReplySchema.safeParse(await settings.read(names.session));
  let session = parsed.success ? parsed.data : undefined;
  const seen = await loadSeen(settings);
  const store = async (reply: SessionReply): Promise<void> => {
    await settings.write(names.session, reply);
    session = reply;
  };
  return {
    get: () => session,
    tokens: { access: () => session?.accessToken, refresh: () => session?.refreshToken, store },
    seen,
    currentDatabase: async () => {
      const stored = currentDatabaseSchema.safeParse(await settings.read(names.database));
      return stored.success ? stored.data : undefined;
    },
    setCurrentDatabase: (current) => settings.write(names.database, current),
    forgetSeen: seen.forget,
  };
}

/** Kept in memory; one write at a time, each the newest. One that the full storage refuses is made up for by the next. */
async function loadSeen(settings: Settings): Promise<Seen & { readonly forget: () => Promise<void> }> {
  const parsed = committedSchema.safeParse(await settings.read(names.seen));
  let newest: Committed | undefined = parsed.success ? parsed.data : undefined;
  let writing: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    for (let written: Committed | undefined; written !== newest;) {
      written = newest;
      await settings.write(names.seen, written).catch(() => undefined);
    }
    writing = undefined;
  };
  return {
    get: () => newest,
    note: async (committed) => {
      if (newest !== undefined && committed.position <= newest.position) return writing;
      newest = committed;
      writing ??= write();
      return writing;
    },
    forget: async () => {
      newest = undefined;
      await settings.remove(names.seen);
    },
  };
}
