// Settings that name places, tried before anything is built or opened: what cannot be used is one line with its setting.
import { accessSync, constants, mkdirSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, readConfig, type Config, type Environment } from './config.ts';

/** The settings of a process that is about to serve or to write: read, and their directories there and usable. */
export function readUsableConfig(env: Environment, defaults?: { readonly dataDir: string }): Config {
  const config = readConfig(env, defaults);
  beWritable('DATA_DIR', config.dataDir);
  beWritable('BLOB_DIR', config.blobDir);
  if (env['CLIENT_DIR'] !== undefined) holdApp(config.clientDir);
  return config;
}

/** Makes the directory when there is none. */
function beWritable(name: string, path: string): void {
  const found = lookAt(path);
  if (found !== undefined && !found.isDirectory())
    throw new ConfigError(`${name} is "${path}", but that is a file, not a directory.`);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new ConfigError(
      `${name} is "${path}", but that directory is not there and cannot be made${reasonOf(error)}.`,
    );
  }
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new ConfigError(`${name} is "${path}", but this user may not write there${reasonOf(error)}.`);
  }
}

function holdApp(path: string): void {
  const found = lookAt(path);
  if (found === undefined) throw new ConfigError(`CLIENT_DIR is "${path}", but there is no such directory.`);
  if (!found.isDirectory())
    throw new ConfigError(`CLIENT_DIR is "${path}", but that is a file, not a directory.`);
  if (lookAt(join(path, 'index.html'))?.isFile() !== true)
    throw new ConfigError(`CLIENT_DIR is "${path}", but no built app is in it: there is no index.html.`);
}

/** What stands at the path; undefined also when nothing can stand there. */
function lookAt(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** The system's code in brackets: people ask search engines for it. */
function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
}
