// Source files as the rules of the house see them: path, text and syntax tree.
import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { rootPath } from '../run-command.ts';

export type SourceFile = {
  /** From the root, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Of a component: its scripts alone, at their own lines. */
  readonly syntax: ts.SourceFile;
};

export type Snippet = { readonly path: string; readonly text: string };

export type HouseRule = {
  /** Said as a rule: `shared imports only zod/mini and @noble/hashes`. */
  readonly name: string;
  /** One line for each breach, with its place. */
  readonly breaches: (files: readonly SourceFile[]) => readonly string[];
  /** Small trees that break the rule: they prove that it can fail. */
  readonly bad: readonly (readonly Snippet[])[];
  /** A small tree that comes close and keeps it. */
  readonly good: readonly Snippet[];
};

/** All source files of the checkout. */
export function readSourceFiles(): readonly SourceFile[] {
  const patterns = ['{shared,client,server,tests}/**/*.{ts,js,vue,css}', 'vite.config.ts'];
  const paths = globSync(patterns, { cwd: rootPath }).map((path) => path.replaceAll('\\', '/'));
  return paths
    .filter((path) => !path.startsWith('tests/fixtures/'))
    .sort()
    .map((path) => sourceFile(path, readFileSync(join(rootPath, path), 'utf8')));
}

export function sourceFile(path: string, text: string): SourceFile {
  const script = path.endsWith('.vue') ? scriptsOf(text) : isScript(path) ? text : '';
  return {
    path,
    text,
    syntax: ts.createSourceFile(path, script, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS),
  };
}

export function isScript(path: string): boolean {
  return /\.(ts|js|vue)$/.test(path);
}

/** A rule that looks at one file at a time. */
export function fileRule(
  rule: Omit<HouseRule, 'breaches'> & { readonly check: (file: SourceFile) => readonly string[] },
): HouseRule {
  const { check, ...rest } = rule;
  return { ...rest, breaches: (files) => files.flatMap(check) };
}

/** `path:line what`. */
export function breach(file: SourceFile, node: ts.Node, what: string): string {
  const { line } = file.syntax.getLineAndCharacterOfPosition(node.getStart(file.syntax));
  return `${file.path}:${line + 1} ${what}`;
}

export function allNodes(file: SourceFile): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file.syntax, visit);
  return found;
}

export type Import = { readonly specifier: string; readonly node: ts.Node };

/** Static, dynamic and re-exporting imports. */
export function importsOf(file: SourceFile): readonly Import[] {
  return allNodes(file).flatMap((node) => {
    const specifier = specifierOf(node);
    return specifier !== undefined && ts.isStringLiteralLike(specifier)
      ? [{ specifier: specifier.text, node }]
      : [];
  });
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0];
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  return undefined;
}

/** Where a relative import leads, from the root; undefined for a package. */
export function importTarget(file: SourceFile, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return posix.join(posix.dirname(file.path), specifier.replace(/\?.*$/, ''));
}

/** Blanks all but the script blocks of a component, keeping line numbers. */
function scriptsOf(component: string): string {
  const blocks = [...component.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)];
  let result = '';
  for (const block of blocks) {
    const body = block[1] ?? '';
    const start = block.index + block[0].indexOf('>') + 1;
    result += component.slice(result.length, start).replace(/[^\n]/g, ' ') + body;
  }
  return result;
}
