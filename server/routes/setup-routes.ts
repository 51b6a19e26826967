// First run: an empty data directory asks for a federation, a tree and an administrator; afterwards there is nothing here.
import { Hono } from 'hono';
import * as z from 'zod/mini';
import { AppError } from '../../shared/errors/app-error.ts';
import { localeOf } from './locale.ts';
import { readJson } from './read-body.ts';
import type { ServerEnv, Services } from './server-env.ts';

const largestTree = 2 * 1024 * 1024;

const setupSchema = z.union([
  z.object({ demonstration: z.literal(true) }),
  z.object({
    federation: z.string().check(z.minLength(1), z.maxLength(100)),
    /** The language of the screen that asks; without it that of the browser. */
    locale: z.optional(z.enum(['zh', 'en'])),
    /** `sample`, or the text of a CSV with the columns code,name,parent,level. */
    tree: z.string().check(z.minLength(1)),
    administrator: z.object({
      account: z.string().check(z.maxLength(200)),
      name: z.optional(z.string().check(z.maxLength(60))),
      password: z.string().check(z.maxLength(200)),
    }),
  }),
]);

export function setupRoutes({ setUp }: Services): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  routes.get('/', async (c) => {
    if (!(await setUp.isNeeded())) throw new AppError('notFound');
    return c.json({ needed: true });
  });
  routes.post('/', async (c) => {
    if (!(await setUp.isNeeded())) throw new AppError('alreadySetUp');
    const request = await readJson(c, setupSchema, largestTree);
    await ('demonstration' in request
      ? setUp.demonstration()
      : setUp.federation(request, request.locale ?? localeOf(c)));
    return c.json({ done: true });
  });
  return routes;
}
