// Rules of the house about who imports what.
import ts from 'typescript';
import {
  allNodes,
  breach,
  fileRule,
  importTarget,
  importsOf,
  type HouseRule,
  type SourceFile,
} from './source-file.ts';

const treesSeenBy = new Map([
  ['shared', ['shared']],
  ['client', ['client', 'shared']],
  ['server', ['server', 'shared']],
]);

const firstFolder = (path: string): string => path.split('/')[0] ?? '';

/** A script run by hand under Node that only lies beside what it draws. */
const isHandScript = (path: string): boolean => path.startsWith('client/icons/');

/** Packages matching `packages` may be imported only by files matching `allowed`; tests may import all. */
function onlyIn(packages: RegExp, allowed: RegExp): (file: SourceFile) => readonly string[] {
  return (file) => {
    if (file.path.startsWith('tests/') || allowed.test(file.path)) return [];
    const wrong = importsOf(file).filter(({ specifier }) => packages.test(specifier));
    return wrong.map(({ specifier, node }) => breach(file, node, `imports ${specifier}`));
  };
}

function sidewaysImports(file: SourceFile): readonly string[] {
  const seen = treesSeenBy.get(firstFolder(file.path));
  if (seen === undefined) return [];
  return importsOf(file).flatMap(({ specifier, node }) => {
    const target = importTarget(file, specifier);
    const isAllowed = target === undefined || seen.includes(firstFolder(target));
    return isAllowed ? [] : [breach(file, node, `imports ${specifier}`)];
  });
}

function impureImports(file: SourceFile): readonly string[] {
  if (!file.path.startsWith('shared/')) return [];
  const pure = /^(\.|zod\/mini$|@noble\/hashes\/)/;
  const wrong = importsOf(file).filter(({ specifier }) => !pure.test(specifier));
  return wrong.map(({ specifier, node }) => breach(file, node, `imports ${specifier}`));
}

function nodeInClient(file: SourceFile): readonly string[] {
  if (!file.path.startsWith('client/') || isHandScript(file.path)) return [];
  const wrong = importsOf(file).filter(({ specifier }) => specifier.startsWith('node:'));
  return wrong.map(({ specifier, node }) => breach(file, node, `imports ${specifier}`));
}

/** Phones must not get parts of the office: others ask for them only where they may fail, as `officePart` does. */
function officeImports(file: SourceFile): readonly string[] {
  if (!file.path.startsWith('client/') || file.path.startsWith('client/office/')) return [];
  return importsOf(file).flatMap(({ specifier, node }) => {
    const isOffice = importTarget(file, specifier)?.startsWith('client/office/') === true;
    const isStatic = ts.isImportDeclaration(node);
    return isOffice && isStatic ? [breach(file, node, `imports ${specifier}`)] : [];
  });
}

function fetchCalls(file: SourceFile): readonly string[] {
  const mayFetch = /^client\/(api-client|service-worker)\.ts$/;
  if (!file.path.startsWith('client/') || mayFetch.test(file.path)) return [];
  const requesters = /^((globalThis|window|self)\.)?(fetch|XMLHttpRequest|navigator\.sendBeacon)$/;
  return allNodes(file).flatMap((node) => {
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return [];
    const called = node.expression.getText(file.syntax);
    return requesters.test(called) ? [breach(file, node, `calls ${called}`)] : [];
  });
}

function missingEndings(file: SourceFile): readonly string[] {
  const relative = importsOf(file).filter(({ specifier }) => specifier.startsWith('.'));
  const bare = relative.filter(
    ({ specifier }) => !/\.(ts|js|vue|json|css|svg|png|wasm)(\?.*)?$/.test(specifier),
  );
  return bare.map(({ specifier, node }) => breach(file, node, `imports ${specifier} without its ending`));
}

function barrels(file: SourceFile): readonly string[] {
  if (/(^|\/)index\.(ts|js)$/.test(file.path)) return [`${file.path} is a barrel by name`];
  const reExports = file.syntax.statements.filter(
    (statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined,
  );
  return reExports.map((statement) => breach(file, statement, 're-exports another file'));
}

export const importRules: readonly HouseRule[] = [
  fileRule({
    name: 'client → shared ← server, never sideways',
    check: sidewaysImports,
    bad: [
      [{ path: 'client/records/a.ts', text: "import { b } from '../../server/store/b.ts';" }],
      [{ path: 'server/sync/a.ts', text: "import type { B } from '../../client/b.ts';" }],
      [{ path: 'shared/forms/a.ts', text: "export const load = () => import('../../server/b.ts');" }],
      [
        {
          path: 'client/records/A.vue',
          text: '<!-- A -->\n<script setup lang="ts">\nimport \'../../tests/b.ts\';\n</script>',
        },
      ],
    ],
    good: [
      {
        path: 'client/records/a.ts',
        text: "import { b } from '../../shared/forms/b.ts';\nimport { c } from '../c.ts';",
      },
      { path: 'tests/unit/a.test.ts', text: "import { b } from '../../server/store/b.ts';" },
    ],
  }),
  fileRule({
    name: 'shared imports only zod/mini and @noble/hashes',
    check: impureImports,
    bad: [
      [{ path: 'shared/a.ts', text: "import { z } from 'zod';" }],
      [{ path: 'shared/a.ts', text: "import { readFile } from 'node:fs/promises';" }],
      [{ path: 'shared/a.ts', text: "export type A = import('rxdb').RxDocument;" }],
    ],
    good: [
      {
        path: 'shared/a.ts',
        text: "import * as z from 'zod/mini';\nimport { sha256 } from '@noble/hashes/sha2.js';",
      },
    ],
  }),
  fileRule({
    name: 'client imports nothing of Node',
    check: nodeInClient,
    bad: [[{ path: 'client/a.ts', text: "import { join } from 'node:path';" }]],
    good: [{ path: 'server/a.ts', text: "import { join } from 'node:path';" }],
  }),
  fileRule({
    name: 'RxDB only in client/database and client/replication',
    check: onlyIn(/^rxdb(\/|$)/, /^client\/(database|replication)\//),
    bad: [
      [{ path: 'client/records/a.ts', text: "import type { RxDocument } from 'rxdb';" }],
      [{ path: 'server/a.ts', text: "import { createRxDatabase } from 'rxdb/plugins/core';" }],
    ],
    good: [{ path: 'client/database/a.ts', text: "import { createRxDatabase } from 'rxdb';" }],
  }),
  fileRule({
    name: 'Element Plus only in client/office',
    check: onlyIn(/^(element-plus|@element-plus\/[a-z-]+)(\/|$)/, /^client\/office\//),
    bad: [[{ path: 'client/ledgers/a.ts', text: "import { ElTable } from 'element-plus';" }]],
    good: [{ path: 'client/office/a.ts', text: "import 'element-plus/theme-chalk/base.css';" }],
  }),
  fileRule({
    name: 'the office is loaded only on demand',
    check: officeImports,
    bad: [[{ path: 'client/home/a.ts', text: "import { useHistory } from '../office/use-history.ts';" }]],
    good: [
      { path: 'client/router.ts', text: "export const load = () => import('./office/OfficeTodo.vue');" },
      { path: 'client/office/a.ts', text: "import { useHistory } from './use-history.ts';" },
    ],
  }),
  fileRule({
    name: 'the client speaks HTTP only in api-client.ts and the service worker',
    check: fetchCalls,
    bad: [
      [{ path: 'client/records/a.ts', text: "export const a = () => fetch('/api/records');" }],
      [{ path: 'client/records/a.ts', text: "export const a = () => globalThis.fetch('/api/records');" }],
      [{ path: 'client/records/a.ts', text: 'export const a = () => new XMLHttpRequest();' }],
    ],
    good: [
      { path: 'client/api-client.ts', text: "export const a = () => fetch('/api/records');" },
      { path: 'client/a.ts', text: 'export const a = (store: Store) => store.fetch();' },
    ],
  }),
  fileRule({
    name: 'SQL only in server/store',
    check: onlyIn(/^(kysely|pg|node:sqlite)(\/|$)/, /^server\/store\//),
    bad: [
      [{ path: 'server/sync/a.ts', text: "import { sql } from 'kysely';" }],
      [{ path: 'server/operations/a.ts', text: "import { DatabaseSync } from 'node:sqlite';" }],
    ],
    good: [{ path: 'server/store/a.ts', text: "import { DatabaseSync } from 'node:sqlite';" }],
  }),
  fileRule({
    name: 'Hono only in server/routes, middleware, app.ts, main.ts and listen.ts',
    check: onlyIn(
      /^(hono|@hono\/[a-z-]+)(\/|$)/,
      /^server\/((routes|middleware)\/|([a-z-]+\/)*[a-z-]+-middleware\.ts$|(app|main|listen)\.ts$)/,
    ),
    bad: [[{ path: 'server/sync/a.ts', text: "import type { Context } from 'hono';" }]],
    good: [{ path: 'server/access/session-middleware.ts', text: "import type { Context } from 'hono';" }],
  }),
  fileRule({
    name: 'relative imports name their ending',
    check: missingEndings,
    bad: [[{ path: 'client/a.ts', text: "import { b } from './b';" }]],
    good: [
      {
        path: 'client/a.ts',
        text: "import { b } from './b.ts';\nimport address from './c-worker.ts?worker';",
      },
    ],
  }),
  fileRule({
    name: 'no barrels',
    check: barrels,
    bad: [
      [{ path: 'shared/forms/index.ts', text: '// Forms.' }],
      [{ path: 'shared/forms/all.ts', text: "export * from './a.ts';" }],
      [{ path: 'shared/forms/all.ts', text: "export { a } from './a.ts';" }],
    ],
    good: [{ path: 'shared/forms/a.ts', text: 'const a = 1;\nexport { a };' }],
  }),
];
