// Node's flags as `npm start` gives them: what is tested and measured runs as what is shipped.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { rootPath } from './run-command.ts';

const manifestSchema = z.object({ scripts: z.object({ start: z.string() }) });
const { scripts } = manifestSchema.parse(JSON.parse(readFileSync(join(rootPath, 'package.json'), 'utf8')));

/** Those of V8; `--import` is about which Node starts it. */
export const shippedFlags: readonly string[] = scripts.start
  .split(' ')
  .filter((word) => word.startsWith('--max-'));
