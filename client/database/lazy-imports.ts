// The repository of imports, loaded when something is imported for the first time: few do, and nobody at once.
import type { ImportsDeps, ImportsRepository } from './imports-repository.ts';

export function createLazyImports(deps: ImportsDeps): ImportsRepository {
  let made: Promise<ImportsRepository> | undefined;
  const imports = (): Promise<ImportsRepository> =>
    (made ??= import('./imports-repository.ts').then(({ createImportsRepository }) =>
      createImportsRepository(deps),
    ));
  return {
    list: async () => (await imports()).list(),
    begin: async (...given) => (await imports()).begin(...given),
    held: async (...given) => (await imports()).held(...given),
    saveRows: async (...given) => (await imports()).saveRows(...given),
    undo: async (...given) => (await imports()).undo(...given),
    mappingFor: async (...given) => (await imports()).mappingFor(...given),
    rememberMapping: async (...given) => (await imports()).rememberMapping(...given),
  };
}
