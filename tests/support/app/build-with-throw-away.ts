// The real client, built with the registry that has the throw-away type in it.
import { join } from 'node:path';
import { build } from 'vite';
import { rootPath } from '../run-command.ts';

/** Builds into `outDir`; nothing of the client's source is changed. */
export async function buildWithThrowAway(outDir: string): Promise<void> {
  const replacement = join(rootPath, 'tests/support/app/registry-with-throw-away.ts');
  await build({
    configFile: join(rootPath, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
    plugins: [
      {
        name: 'registry-with-throw-away',
        enforce: 'pre',
        resolveId: (source, importer) =>
          source.endsWith('record-types/registry.ts') && importer !== replacement ? replacement : null,
      },
    ],
  });
}
