// Rules of the house about files: their names, first lines and sizes, and the registry of record types.
import { posix } from 'node:path';
import ts from 'typescript';
import {
  allNodes,
  breach,
  fileRule,
  importTarget,
  importsOf,
  isScript,
  type HouseRule,
  type SourceFile,
} from './source-file.ts';

const maxLines = 300;
const maxTestLines = 500;
const maxFunctionLines = 40;

const emptyWords = ['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'manager', 'data', 'info'];

function emptyNames(file: SourceFile): readonly string[] {
  const kebab = file.path.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  const words = kebab.replace(/(\.[a-z]+)+$/, '').split(/[/.-]/);
  const found = words.filter((word) => emptyWords.includes(word));
  return found.map((word) => `${file.path} is named ${word}, which says nothing`);
}

function wrongCase(file: SourceFile): readonly string[] {
  const name = posix.basename(file.path);
  const isFine = name.endsWith('.vue')
    ? name === 'App.vue' || /^([A-Z][a-z0-9]+){2,}\.vue$/.test(name)
    : /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/.test(name);
  return isFine ? [] : [`${file.path} is neither kebab-case nor a component of two words`];
}

function missingPurpose(file: SourceFile): readonly string[] {
  const [first = ''] = file.text.split('\n');
  const opener = file.path.endsWith('.vue')
    ? /^<!-- /
    : file.path.endsWith('.css')
      ? /^\/\* /
      : /^(\/\/|\/\*\*?) /;
  const words = first
    .replace(opener, '')
    .split(/\s+/)
    .filter((word) => /\w/.test(word));
  return opener.test(first) && words.length >= 3 ? [] : [`${file.path}:1 does not say its purpose`];
}

function tooLong(file: SourceFile): readonly string[] {
  const lines = file.text.replace(/\n$/, '').split('\n').length;
  const limit = file.path.startsWith('tests/') ? maxTestLines : maxLines;
  return lines > limit ? [`${file.path} has ${lines} lines, more than ${limit}`] : [];
}

/** Own lines: those of functions inside it are theirs, so that `createX(deps)` may hold many small ones. */
function longFunctions(file: SourceFile): readonly string[] {
  if (file.path.startsWith('tests/') || !isScript(file.path)) return [];
  const lineOf = (position: number): number => file.syntax.getLineAndCharacterOfPosition(position).line;
  const span = (node: ts.Node): number => lineOf(node.getEnd()) - lineOf(node.getStart(file.syntax)) + 1;
  const functionsIn = (node: ts.Node): ts.Node[] => {
    const found: ts.Node[] = [];
    const visit = (child: ts.Node): void => {
      if (ts.isFunctionLike(child) && 'body' in child) found.push(child);
      else ts.forEachChild(child, visit);
    };
    ts.forEachChild(node, visit);
    return found;
  };
  const all = allNodes(file).filter((node) => ts.isFunctionLike(node) && 'body' in node);
  return all.flatMap((node) => {
    const inner = functionsIn(node).reduce((sum, child) => sum + span(child) - 1, 0);
    const own = span(node) - inner;
    return own > maxFunctionLines
      ? [breach(file, node, `is a function of ${own} own lines, more than ${maxFunctionLines}`)]
      : [];
  });
}

function unregisteredTypes(files: readonly SourceFile[]): readonly string[] {
  const folder = 'shared/record-types/';
  const registry = files.find((file) => file.path === `${folder}registry.ts`);
  const definitions = files.filter(
    ({ path }) =>
      path.startsWith(folder) &&
      !path.endsWith('registry.ts') &&
      posix.dirname(path) === 'shared/record-types',
  );
  if (definitions.length === 0) return ['shared/record-types/ holds no record type'];
  if (registry === undefined) return [`${folder}registry.ts is missing`];
  const known = importsOf(registry).map(({ specifier }) => importTarget(registry, specifier));
  return definitions
    .filter(({ path }) => !known.includes(path))
    .map(({ path }) => `${path} is not in the registry`);
}

const purpose = '// What this file is for.\n';

export const shapeRules: readonly HouseRule[] = [
  fileRule({
    name: 'no file is named utils, helpers, common, misc, manager, data or info',
    check: emptyNames,
    bad: [
      [{ path: 'client/utils/dates.ts', text: '' }],
      [{ path: 'server/sync/push-helpers.ts', text: '' }],
      [{ path: 'client/records/RecordInfo.vue', text: '' }],
    ],
    good: [{ path: 'client/database/open-database.ts', text: '' }],
  }),
  fileRule({
    name: 'files are kebab-case, components PascalCase of two words',
    check: wrongCase,
    bad: [
      [{ path: 'client/records/Form.vue', text: '' }],
      [{ path: 'client/records/record-form.vue', text: '' }],
      [{ path: 'server/acceptPush.ts', text: '' }],
    ],
    good: [
      { path: 'client/App.vue', text: '' },
      { path: 'client/records/RecordListPage.vue', text: '' },
      { path: 'tests/unit/accept-push.test.ts', text: '' },
    ],
  }),
  fileRule({
    name: 'the first line says the purpose',
    check: missingPurpose,
    bad: [
      [{ path: 'shared/a.ts', text: "import { b } from './b.ts';" }],
      [{ path: 'shared/a.ts', text: '// a.ts\n' }],
      [{ path: 'client/AaBb.vue', text: '<template><p /></template>' }],
    ],
    good: [
      { path: 'shared/a.ts', text: purpose },
      { path: 'client/AaBb.vue', text: '<!-- What this part shows. -->\n<template><p /></template>' },
    ],
  }),
  fileRule({
    name: `files have at most ${maxLines} lines, tests ${maxTestLines}`,
    check: tooLong,
    bad: [
      [{ path: 'shared/a.ts', text: purpose.repeat(maxLines + 1) }],
      [{ path: 'tests/unit/a.test.ts', text: purpose.repeat(maxTestLines + 1) }],
    ],
    good: [
      { path: 'shared/a.ts', text: purpose.repeat(maxLines) },
      { path: 'tests/unit/a.test.ts', text: purpose.repeat(maxTestLines) },
    ],
  }),
  fileRule({
    name: `functions have at most ${maxFunctionLines} lines of their own`,
    check: longFunctions,
    bad: [[{ path: 'shared/a.ts', text: `export function a() {\n${'  b();\n'.repeat(maxFunctionLines)}}` }]],
    good: [
      {
        path: 'shared/a.ts',
        text: `export function a() {\n  const b = () => {\n${'    c();\n'.repeat(30)}  };\n${'  b();\n'.repeat(30)}}`,
      },
    ],
  }),
  {
    name: 'each record type is in the registry',
    breaches: unregisteredTypes,
    bad: [
      [
        { path: 'shared/record-types/registry.ts', text: "import { a } from './a.ts';" },
        { path: 'shared/record-types/a.ts', text: '' },
        { path: 'shared/record-types/b.ts', text: '' },
      ],
      [{ path: 'shared/record-types/a.ts', text: '' }],
      [],
    ],
    good: [
      { path: 'shared/record-types/registry.ts', text: "import { a } from './a.ts';" },
      { path: 'shared/record-types/a.ts', text: '' },
    ],
  },
];
