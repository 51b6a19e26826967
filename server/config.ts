// Settings from the environment (README, "Settings"); a wrong one stops the start with one clear line.
import { join, resolve } from 'node:path';
import { logLevels, type LogLevel } from './logger.ts';

export type Config = {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** `postgres://…`; undefined for SQLite in the data directory. */
  readonly databaseUrl: string | undefined;
  readonly blobDir: string;
  readonly clientDir: string;
  readonly publicUrl: string;
  readonly logLevel: LogLevel;
  readonly trustProxy: boolean;
  /** 备案编号; '' while there is none. */
  readonly filingNumber: string;
  /** Where complaints and suggestions go, as it is to be read; '' while it is not said. */
  readonly feedbackContact: string;
};

/** A setting that cannot be used; the message is for the person at the terminal. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

export function readConfig(
  env: Environment,
  defaults: { readonly dataDir: string } = { dataDir: 'data' },
): Config {
  const setting = (name: string, otherwise: string): string => given(env, name) ?? otherwise;
  const host = setting('HOST', '127.0.0.1');
  const port = portOf(setting('PORT', '8787'));
  const dataDir = resolve(setting('DATA_DIR', defaults.dataDir));
  refuseUnknown(env);
  const databaseUrl = databaseUrlOf(given(env, 'DATABASE_URL'));
  return {
    host,
    port,
    dataDir,
    databaseUrl,
    blobDir: resolve(setting('BLOB_DIR', join(dataDir, 'blobs'))),
    clientDir: resolve(setting('CLIENT_DIR', join(import.meta.dirname, '../dist/client'))),
    publicUrl: publicUrlOf(given(env, 'PUBLIC_URL') ?? ownUrlOf(host, port)),
    logLevel: logLevelOf(setting('LOG_LEVEL', 'info')),
    trustProxy: booleanOf('TRUST_PROXY', setting('TRUST_PROXY', 'false')),
    filingNumber: lineOf('FILING_NUMBER', given(env, 'FILING_NUMBER'), 60),
    feedbackContact: lineOf('FEEDBACK_CONTACT', given(env, 'FEEDBACK_CONTACT'), 200),
  };
}

/** An empty setting is a mistake of a script or a file of settings, and no wish for the default. */
function given(env: Environment, name: string): string | undefined {
  const value = env[name];
  if (value?.trim() === '') throw new ConfigError(`${name} is empty: give it a value, or do not set it.`);
  return value;
}

function refuseUnknown(env: Environment): void {
  const partitions = env['PARTITIONS'] ?? 'all';
  if (partitions !== 'all')
    throw new ConfigError(`PARTITIONS is "${partitions}", but this version knows only "all".`);
}

/** Never repeated in a message: there is a password in it. */
function databaseUrlOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol))
    throw new ConfigError(
      'DATABASE_URL must be an address like postgres://user:password@host:5432/database; for SQLite in DATA_DIR do not set it.',
    );
  return text;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new ConfigError(`PORT is "${text}", but it must be a number from 0 to 65535.`);
  return port;
}

function ownUrlOf(host: string, port: number): string {
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  if (!URL.canParse(url)) throw new ConfigError(`HOST is "${host}", but that is no name and no address.`);
  return url;
}

function publicUrlOf(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new ConfigError(`PUBLIC_URL is "${text}", but it must begin with http:// or https://.`);
  return text;
}

function logLevelOf(text: string): LogLevel {
  const level = logLevels.find((known) => known === text);
  if (level === undefined)
    throw new ConfigError(`LOG_LEVEL is "${text}", but it must be one of ${logLevels.join(', ')}.`);
  return level;
}

function booleanOf(name: string, text: string): boolean {
  if (/^(true|1|yes)$/i.test(text)) return true;
  if (/^(false|0|no)$/i.test(text)) return false;
  throw new ConfigError(`${name} is "${text}", but it must be true or false.`);
}

/** Words for every screen: one line, no longer than there is room for. */
function lineOf(name: string, text: string | undefined, longest: number): string {
  const line = text?.trim() ?? '';
  if (line.length > longest || /\p{Cc}/u.test(line))
    throw new ConfigError(`${name} must be one line of at most ${longest} characters.`);
  return line;
}
