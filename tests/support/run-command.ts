// Runs one command to its end, without a stdin, and keeps what it printed.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root, with a trailing separator. */
export const rootPath = fileURLToPath(new URL('../../', import.meta.url));

export type CommandResult = {
  /** Exit code; null when a signal ended it or it could not start. */
  readonly code: number | null;
  readonly output: string;
  readonly seconds: number;
};

export type CommandOptions = {
  readonly env?: Readonly<Record<string, string>>;
  /** Also pass the output on while it runs. */
  readonly show?: boolean;
};

/** The environment of a child: the project's own binaries (Node 24 among them) come first. */
export function childEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const path = `${join(rootPath, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`;
  const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined };
  return { ...process.env, PATH: path, ...plain, ...extra };
}

/** Resolves in every case; a command that cannot start gives code null and the reason as output. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      cwd: rootPath,
      env: childEnvironment(options.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    const take = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      if (options.show) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const end = (code: number | null): void =>
      resolve({ code, output, seconds: (performance.now() - started) / 1000 });
    child.on('error', (error) => {
      output += `${command} could not start: ${error.message}\n`;
      end(null);
    });
    child.on('close', end);
  });
}
