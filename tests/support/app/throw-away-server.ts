// The real server as a process, on the registry with the throw-away type.
import { readConfig } from '../../../server/config.ts';
import { createServer } from '../../../server/create-server.ts';
import { listen } from '../../../server/listen.ts';
import { recordTypes } from './registry-with-throw-away.ts';

const config = readConfig(process.env);
await listen(await createServer(config, { registry: recordTypes }), config);
