// The repository of imports, loaded when something is imported for the first time: few do, and nobody at once.
import type { ImportsDeps, ImportsRepository } from './imports-repository.ts';

export type LazyImports = { readonly load: () => Promise<ImportsRepository> };

export function createLazyImports(deps: ImportsDeps): LazyImports {
  return { load: async () => (await import('./imports-repository.ts')).createImportsRepository(deps) };
}
