// Is the process alive, is it ready to take records, who runs it, and what is its contract.
import { Hono } from 'hono';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Operator } from '../../shared/org/operator-protocol.ts';
import { protocolVersion } from '../../shared/sync/protocol-version.ts';
import { isFromHere } from './client-address.ts';
import { contractDocument } from './contract-document.ts';
import { storageFaultOf } from '../store/storage-fault.ts';
import type { ServerEnv, Services } from './server-env.ts';

export function healthRoutes({ store, log, config, metrics }: Services): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  const contract = contractDocument();
  routes.get('/health', (c) => c.json({ status: 'ok', protocol: protocolVersion }));
  routes.get('/ready', async (c) => {
    try {
      await store.checkWritable();
      const { epoch, isInitialised } = await store.read((view) => view.deployment.get());
      return c.json({ status: 'ready', epoch, isInitialised });
    } catch (error) {
      if (storageFaultOf(error) !== undefined) throw error;
      log.defect('notReady', error);
      throw new AppError('notReady');
    }
  });
  routes.get('/operator', async (c) => {
    const { federation } = await store.read((view) => view.deployment.get());
    const { filingNumber, feedbackContact } = config;
    return c.json({ federation, filingNumber, feedbackContact } satisfies Operator);
  });
  routes.get('/metrics', async (c) => {
    if (!isFromHere(c)) throw new AppError('notFound');
    return c.body(await metrics.read(), 200, { 'content-type': metrics.contentType });
  });
  routes.get('/openapi.json', (c) => c.json(contract));
  return routes;
}
