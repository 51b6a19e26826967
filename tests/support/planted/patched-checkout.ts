// A copy of the checkout with faults planted in it, beside the node_modules that it shares.
import { cpSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootPath } from '../run-command.ts';

/** In `file` the text `find`, which stands there once, becomes `put`. */
export type Patch = { readonly file: string; readonly find: string; readonly put: string };

export type PatchedCheckout = {
  readonly path: string;
  readonly remove: () => Promise<void>;
};

const copied = ['client', 'server', 'shared', 'tests', 'vite.config.ts', 'package.json', 'tsconfig.json'];

/** Throws when the text to be patched is not there (any more) or not unique: then the test would show nothing. */
export async function patchCheckout(patches: readonly Patch[]): Promise<PatchedCheckout> {
  const parent = join(rootPath, '.cache');
  await mkdir(parent, { recursive: true });
  // Beside node_modules, so that the copy finds them.
  const path = await mkdtemp(join(parent, 'planted-'));
  const remove = (): Promise<void> => rm(path, { recursive: true, force: true });
  try {
    // Node copies at once six times as fast as piece by piece.
    for (const name of copied) cpSync(join(rootPath, name), join(path, name), { recursive: true });
    for (const patch of patches) await apply(path, patch);
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, remove };
}

async function apply(path: string, { file, find, put }: Patch): Promise<void> {
  const parts = (await readFile(join(path, file), 'utf8')).split(find);
  if (parts.length !== 2) throw new Error(`${file} holds the text to patch ${parts.length - 1} times`);
  await writeFile(join(path, file), parts.join(put));
}
