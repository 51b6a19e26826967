// Whether this database was once read to its end: before that, what it counts is too little.
import * as z from 'zod/mini';
import { replicatedCollections, type CollectionName } from '../../shared/records/record.ts';
import type { Settings } from '../database/settings.ts';
import { createCell, type Cell } from '../database/watchable.ts';

export type FirstDownload = {
  readonly isDone: Cell<boolean>;
  /** A pull of this collection came to the end of what there is. */
  readonly noteReadToEnd: (name: CollectionName) => void;
};

/** Remembered for each database by name: a fresh one begins anew. */
export async function loadFirstDownload(settings: Settings, databaseName: string): Promise<FirstDownload> {
  const setting = `downloaded-${databaseName}`;
  const stored = z.array(z.string()).safeParse(await settings.read(setting));
  const read = new Set<string>(stored.success ? stored.data : []);
  const isComplete = (): boolean => replicatedCollections.every((name) => read.has(name));
  const isDone = createCell(isComplete());
  return {
    isDone,
    noteReadToEnd: (name) => {
      if (read.has(name)) return;
      read.add(name);
      isDone.set(isComplete());
      // Not written, it is found out again at the next start.
      void settings.write(setting, [...read]).catch(() => undefined);
    },
  };
}
