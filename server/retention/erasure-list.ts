// The list of erased people as a file beside the database: whatever older copy takes the database's place, it is still known whom.
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Erasure } from '../store/erasures.ts';

export type ErasureList = {
  readonly read: () => Promise<readonly Erasure[]>;
  /** On the disk when it resolves. */
  readonly append: (erasures: readonly Erasure[]) => Promise<void>;
  /** Names of the databases that a restore kept beside the one in use: nothing is erased in them. */
  readonly oldDatabases: () => Promise<readonly string[]>;
};

/** In the data directory: one line of JSON for each person, ids and instants only. */
export const erasureFile = 'erasures.jsonl';

const lineSchema = z.object({ id: z.string(), at: z.string() });

export function createErasureList(dataDir: string): ErasureList {
  const path = join(dataDir, erasureFile);
  return {
    oldDatabases: async () =>
      (await readdir(dataDir)).filter((name) => /^before-restore-.*\.sqlite$/.test(name)),
    read: async () => {
      const text = await readFile(path, 'utf8').catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
        throw error;
      });
      return text.split('\n').flatMap((line) => erasureIn(line, path));
    },
    append: async (erasures) => {
      if (erasures.length === 0) return;
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
      const file = await open(path, 'a', 0o600);
      try {
        // A line of its own even when the one before was cut by a power failure.
        await file.writeFile(erasures.map((each) => `\n${JSON.stringify(each)}\n`).join(''));
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}

/** A line that was cut when the power went was not acknowledged; one that is nothing of ours is a fault to be told. */
function erasureIn(line: string, path: string): readonly Erasure[] {
  if (line.trim() === '') return [];
  try {
    return [lineSchema.parse(JSON.parse(line))];
  } catch {
    if (!line.endsWith('}')) return [];
    throw new Error(`${path} holds a line that is no erasure: put the file back as it was.`);
  }
}
