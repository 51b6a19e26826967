// Builds the app when a source is newer than what was built.
import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const sources = ['client', 'shared', 'vite.config.ts', 'package-lock.json'];

/** Runs vite when `dist/client` is missing or older than its sources; the build's own words go to the terminal. */
export async function buildClientIfStale(): Promise<void> {
  const built = await stat(join(root, 'dist/client/index.html')).catch(() => undefined);
  const newest = Math.max(...(await Promise.all(sources.map((source) => newestChange(join(root, source))))));
  if (built !== undefined && built.mtimeMs >= newest) return;
  process.stdout.write('Building the app …\n');
  const code = await run(process.execPath, [
    join(root, 'node_modules/vite/bin/vite.js'),
    'build',
    '--logLevel',
    'warn',
  ]);
  if (code !== 0) throw new Error('The app could not be built; the lines above say why.');
}

async function newestChange(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const times = await Promise.all(
    files.map(async (entry) => (await stat(join(entry.parentPath, entry.name))).mtimeMs),
  );
  return Math.max(0, ...times);
}

function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
