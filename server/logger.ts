// Logs: events, ids, codes and durations; never values, names or numbers of people.
import { pino } from 'pino';

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** What the server needs of a logger. `defect` takes the error for its stack, which names code, not content. */
export type Logger = {
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly defect: (event: string, error: unknown, fields?: LogFields) => void;
};

export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

export function createLogger(level: LogLevel): Logger {
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return {
    info: (event, fields) => log.info({ event, ...fields }),
    warn: (event, fields) => log.warn({ event, ...fields }),
    defect: (event, error, fields) => log.error({ event, ...fields, error: describe(error) }),
  };
}

/** Name and place of a defect without its message, which may quote a value. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return [error.name, ...frames.slice(0, 6).map((line) => line.trim())].join(' | ');
}
