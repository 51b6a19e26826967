// The built-in org tree: 十堰市, whole.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** CSV text that `readOrgCsv` reads. */
export function sampleTreeCsv(): Promise<string> {
  return readFile(join(import.meta.dirname, '../demo/org-units-4203.csv'), 'utf8');
}
