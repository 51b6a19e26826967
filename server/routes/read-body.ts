// Request bodies, counted on the stream before anything is parsed; a gzip body is counted after inflation.
import { safeParse, type core } from 'zod/mini';
import { AppError } from '../../shared/errors/app-error.ts';
import { pushLimits } from '../../shared/sync/protocol-version.ts';
import { findValueFault } from '../sync/screen-value.ts';
import type { ServerContext } from './server-env.ts';

type BodyLimits = { readonly bytes: number; readonly types: RegExp };

const jsonType = /^application\/json(\s*;\s*charset=utf-8)?$/i;
const smallBody = 64 * 1024;

/** A small JSON body against its schema: safe values only, nothing deep, nothing wide. */
export async function readJson<T extends core.$ZodType>(
  c: ServerContext,
  schema: T,
  bytes = smallBody,
): Promise<core.output<T>> {
  const value = await readJsonValue(c, bytes);
  if (findValueFault(value, { depth: pushLimits.depth, keys: pushLimits.keys }) !== null)
    throw new AppError('badRequest');
  return parseWith(schema, value);
}

/** A push body: its rows may hold anything, each is screened on its own. */
export async function readPushBody<T extends core.$ZodType>(
  c: ServerContext,
  schema: T,
): Promise<core.output<T>> {
  return parseWith(schema, await readJsonValue(c, pushLimits.bytes));
}

/** The bytes of a body of the given type. */
export async function readBytes(c: ServerContext, limits: BodyLimits): Promise<Uint8Array> {
  if (!limits.types.test(c.req.header('content-type') ?? '')) throw new AppError('wrongContentType');
  const body = c.req.raw.body;
  if (body === null) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const chunk of inflated(c, body)) {
      total += chunk.byteLength;
      if (total > limits.bytes) throw new AppError('tooLarge');
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('badRequest', 'the body broke off or is not gzip');
  }
  return Buffer.concat(chunks);
}

async function readJsonValue(c: ServerContext, bytes: number): Promise<unknown> {
  const body = await readBytes(c, { bytes, types: jsonType });
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new AppError('badRequest', 'the body is not JSON in UTF-8');
  }
}

function inflated(
  c: ServerContext,
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoding = c.req.header('content-encoding');
  if (encoding === undefined || encoding === 'identity') return body;
  if (encoding !== 'gzip') throw new AppError('wrongContentType', 'only gzip is understood');
  return body.pipeThrough(new DecompressionStream('gzip'));
}

function parseWith<T extends core.$ZodType>(schema: T, value: unknown): core.output<T> {
  const parsed = safeParse(schema, value);
  if (!parsed.success) throw new AppError('badRequest', describe(parsed.error.issues[0]?.path ?? []));
  return parsed.data;
}

/** Names the place, never the value. */
function describe(path: readonly PropertyKey[]): string {
  return path.length === 0
    ? 'the body is not of the expected form'
    : `the body is not of the expected form at ${path.map(String).join('.')}`;
}
