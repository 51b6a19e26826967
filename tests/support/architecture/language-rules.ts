// Rules of the house about what the code may say.
import ts from 'typescript';
import { allNodes, breach, fileRule, type HouseRule, type SourceFile } from './source-file.ts';

function defaultExports(file: SourceFile): readonly string[] {
  if (/^(vite\.config\.ts|client\/vue-files\.d\.ts)$|\.vue$/.test(file.path)) return [];
  const isDefault = (statement: ts.Statement): boolean =>
    ts.isExportAssignment(statement) ||
    (ts.canHaveModifiers(statement) &&
      (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword));
  return file.syntax.statements.filter(isDefault).map((node) => breach(file, node, 'exports a default'));
}

type Cast = { readonly node: ts.Node; readonly type: string; readonly isBrand: boolean };

function castsOf(file: SourceFile): readonly Cast[] {
  const lines = file.syntax.text.split('\n');
  return allNodes(file).flatMap((node) => {
    if (!ts.isAsExpression(node) && !ts.isTypeAssertionExpression(node)) return [];
    const type = node.type.getText(file.syntax);
    if (type === 'const') return [];
    const { line } = file.syntax.getLineAndCharacterOfPosition(node.getEnd());
    return [{ node, type, isBrand: (lines[line] ?? '').endsWith('// brand') }];
  });
}

function casts(file: SourceFile): readonly string[] {
  const inScript = castsOf(file)
    .filter((cast) => !cast.isBrand)
    .map((cast) => breach(file, cast.node, `casts to ${cast.type}: narrow it instead`));
  const template = file.path.endsWith('.vue')
    ? file.text.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '')
    : '';
  const inTemplate = [...template.matchAll(/="[^"]*\bas ([A-Z]\w*)[^"]*"/g)];
  return [
    ...inScript,
    ...inTemplate.map((match) => `${file.path} casts to ${match[1] ?? ''} in its template`),
  ];
}

function brandsMadeTwice(files: readonly SourceFile[]): readonly string[] {
  const places = new Map<string, string[]>();
  for (const file of files) {
    for (const cast of castsOf(file).filter(({ isBrand }) => isBrand)) {
      places.set(cast.type, [...(places.get(cast.type) ?? []), breach(file, cast.node, '').trim()]);
    }
  }
  const twice = [...places].filter(([, made]) => made.length > 1);
  return twice.map(([type, made]) => `${type} is made in ${made.length} places: ${made.join(', ')}`);
}

function clocks(file: SourceFile): readonly string[] {
  if (!file.path.startsWith('shared/')) return [];
  return allNodes(file).flatMap((node) => {
    const isNewDate = ts.isNewExpression(node) && (node.arguments ?? []).length === 0;
    const isCall = ts.isCallExpression(node);
    if (!isNewDate && !isCall) return [];
    const called = node.expression.getText(file.syntax);
    const reads = isNewDate
      ? called === 'Date'
      : /^(Date|Date\.now|performance\.now|Math\.random)$/.test(called);
    return reads ? [breach(file, node, `reads ${isNewDate ? 'new Date()' : called}`)] : [];
  });
}

const mutableMakers =
  /^(ref|shallowRef|reactive|shallowReactive|new (Map|Set|WeakMap|WeakSet|Subject|BehaviorSubject))\b/;

function moduleState(file: SourceFile): readonly string[] {
  const isRoot = /^(client|server)\/main\.ts$|^server\/operations\//.test(file.path);
  if (!/^(shared|client|server)\//.test(file.path) || isRoot || /<script setup/.test(file.text)) return [];
  return file.syntax.statements.filter(ts.isVariableStatement).flatMap((statement) => {
    const { flags, declarations } = statement.declarationList;
    if ((flags & ts.NodeFlags.Const) === 0) return [breach(file, statement, 'is module-level mutable state')];
    const open = declarations.filter((declaration) => {
      const isReadonly = (declaration.type?.getText(file.syntax) ?? '').startsWith('Readonly');
      return !isReadonly && mutableMakers.test(declaration.initializer?.getText(file.syntax) ?? '');
    });
    return open.map((node) =>
      breach(file, node, 'is module-level mutable state: annotate it Readonly… or inject it'),
    );
  });
}

function rawMarkup(file: SourceFile): readonly string[] {
  if (!file.path.startsWith('client/')) return [];
  const lines = file.text.split('\n');
  return lines.flatMap((line, index) =>
    /\bv-html\b|\.(innerHTML|outerHTML)\b|insertAdjacentHTML|document\.write\b/.test(line)
      ? [`${file.path}:${index + 1} writes raw markup`]
      : [],
  );
}

function skippedTests(file: SourceFile): readonly string[] {
  if (!file.path.startsWith('tests/')) return [];
  return allNodes(file).flatMap((node) => {
    if (!ts.isPropertyAccessExpression(node)) return [];
    const said = node.getText(file.syntax);
    return /^(it|test|describe)\.(\w+\.)?(skip|skipIf|runIf|todo|only|fails)$/.test(said)
      ? [breach(file, node, `says ${said}`)]
      : [];
  });
}

function sleeps(file: SourceFile): readonly string[] {
  if (!file.path.startsWith('tests/') || /^tests\/(support|bench)\//.test(file.path)) return [];
  return allNodes(file).flatMap((node) => {
    const isSleep =
      (ts.isImportDeclaration(node) && /timers\/promises/.test(node.moduleSpecifier.getText(file.syntax))) ||
      (ts.isCallExpression(node) &&
        /(^|\.)(setTimeout|waitForTimeout)$/.test(node.expression.getText(file.syntax)));
    return isSleep ? [breach(file, node, 'sleeps: wait for what should happen')] : [];
  });
}

export const languageRules: readonly HouseRule[] = [
  fileRule({
    name: 'no default exports, components excepted',
    check: defaultExports,
    bad: [
      [{ path: 'shared/a.ts', text: 'export default 1;' }],
      [{ path: 'server/a.ts', text: 'export default function a() {}' }],
    ],
    good: [{ path: 'shared/a.ts', text: 'export function a() {}' }],
  }),
  fileRule({
    name: 'no casts but `as const` and brands',
    check: casts,
    bad: [
      [{ path: 'shared/a.ts', text: 'export const a = (b: unknown) => b as string;' }],
      [{ path: 'client/a.ts', text: 'export const a = (b: Event) => <Node>b.target;' }],
      [
        {
          path: 'client/A.vue',
          text: '<template><input @input="put(($event.target as HTMLInputElement).value)" /></template>',
        },
      ],
      [
        {
          path: 'client/A.vue',
          text: '<script setup lang="ts">\nconst a = b as string;\n</script>\n<template><p /></template>',
        },
      ],
    ],
    good: [
      {
        path: 'shared/a.ts',
        text: "export const a = ['b'] as const;\nexport const c = (d: string): Id => d as Id; // brand",
      },
      {
        path: 'client/A.vue',
        text: '<template><p title="Sign in as administrator">as You like</p></template>',
      },
    ],
  }),
  {
    name: 'one constructor per brand',
    breaches: brandsMadeTwice,
    bad: [
      [
        { path: 'shared/a.ts', text: 'export const a = (b: string): Id => b as Id; // brand' },
        { path: 'server/c.ts', text: 'export const c = (b: string): Id => b as Id; // brand' },
      ],
    ],
    good: [{ path: 'shared/a.ts', text: 'export const a = (b: string): Id => b as Id; // brand' }],
  },
  fileRule({
    name: 'shared has no clock and no randomness',
    check: clocks,
    bad: [
      [{ path: 'shared/a.ts', text: 'export const a = () => new Date();' }],
      [{ path: 'shared/a.ts', text: 'export const a = () => Date.now();' }],
      [{ path: 'shared/a.ts', text: 'export const a = () => Math.random();' }],
    ],
    good: [
      { path: 'shared/a.ts', text: "export const a = new Date('2026-10-19T00:00:00Z');" },
      { path: 'server/a.ts', text: 'export const a = () => Date.now();' },
    ],
  }),
  fileRule({
    name: 'no module-level mutable state',
    check: moduleState,
    bad: [
      [{ path: 'client/a.ts', text: 'let count = 0;' }],
      [{ path: 'server/a.ts', text: 'const seen = new Map<string, number>();' }],
      [{ path: 'client/a.ts', text: 'export const open = ref(false);' }],
    ],
    good: [
      {
        path: 'shared/a.ts',
        text: "const known: ReadonlySet<string> = new Set(['a']);\nexport function f() { let n = 0; return ++n; }",
      },
      { path: 'client/A.vue', text: '<script setup lang="ts">\nlet timer = 0;\n</script>' },
    ],
  }),
  fileRule({
    name: 'no raw markup',
    check: rawMarkup,
    bad: [
      [{ path: 'client/A.vue', text: '<template><p v-html="note" /></template>' }],
      [{ path: 'client/a.ts', text: 'export const a = (b: Element) => { b.innerHTML = c; };' }],
    ],
    good: [{ path: 'client/A.vue', text: '<template><p>{{ note }}</p></template>' }],
  }),
  fileRule({
    name: 'no test is skipped or runs alone',
    check: skippedTests,
    bad: [
      [{ path: 'tests/unit/a.test.ts', text: "test.skip('a', () => {});" }],
      [{ path: 'tests/unit/a.test.ts', text: "describe.runIf(process.env['A'])('a', () => {});" }],
    ],
    good: [{ path: 'tests/unit/a.test.ts', text: "test.each([1])('a', () => {});" }],
  }),
  fileRule({
    name: 'no test sleeps',
    check: sleeps,
    bad: [
      [{ path: 'tests/unit/a.test.ts', text: 'await new Promise((done) => setTimeout(done, 50));' }],
      [{ path: 'tests/e2e/a.test.ts', text: 'await page.waitForTimeout(50);' }],
      [{ path: 'tests/e2e/a.test.ts', text: "import { setTimeout as wait } from 'node:timers/promises';" }],
    ],
    good: [{ path: 'tests/e2e/a.test.ts', text: "await page.waitForSelector('h1');" }],
  }),
];
