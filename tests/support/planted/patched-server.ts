// A copy of the server with one fault planted in it, to show that a check would catch it. Shipped code has no such switch.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { rootPath } from '../run-command.ts';

/** In `file` the text `find`, which stands there once, becomes `put`. */
export type Patch = { readonly file: string; readonly find: string; readonly put: string };

export type PatchedServer = {
  /** For `startServer`. */
  readonly main: readonly string[];
  readonly remove: () => Promise<void>;
};

/** Throws when the text to be patched is not there (any more) or not unique: then the check would check nothing. */
export async function patchServer(patches: readonly Patch[]): Promise<PatchedServer> {
  const parent = join(rootPath, '.cache');
  await mkdir(parent, { recursive: true });
  // Beside node_modules, so that the copy finds them.
  const copy = await mkdtemp(join(parent, 'planted-'));
  await cp(join(rootPath, 'package.json'), join(copy, 'package.json'));
  for (const folder of ['server', 'shared'])
    await cp(join(rootPath, folder), join(copy, folder), { recursive: true });
  for (const { file, find, put } of patches) {
    const path = join(copy, file);
    const parts = (await readFile(path, 'utf8')).split(find);
    if (parts.length !== 2) throw new Error(`${file} holds the text to patch ${parts.length - 1} times`);
    await writeFile(path, parts.join(put));
  }
  return {
    main: [relative(rootPath, join(copy, 'server/main.ts'))],
    remove: () => rm(copy, { recursive: true, force: true }),
  };
}
