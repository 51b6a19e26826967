// `npm run demo`: the same server on invented data in a data directory of its own. `--seed-only` writes the data and ends.
import { parseArgs } from 'node:util';
import { readUsableConfig } from '../check-places.ts';
import { createServer, type Server } from '../create-server.ts';
import { demonstrationAccounts } from '../demo/demonstration-accounts.ts';
import { demonstrationPassword } from '../access/sessions.ts';
import { runServer, stopWithLine } from '../run-server.ts';
import { buildClientIfStale } from './build-client.ts';

const dataDir = 'data/demo';
const usage = `Usage: npm run demo [-- options]
  --seed-only        write the demonstration data and end
  --people=N         invented people, 2000 unless told (at most 60000)
  --small            few people and records, for tests
  --people-unit=ID   put all of them into one unit
  --no-build         serve the app as it is built
`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      'seed-only': { type: 'boolean' },
      people: { type: 'string' },
      small: { type: 'boolean' },
      'people-unit': { type: 'string' },
      'no-build': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  return values;
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help === true) {
    process.stdout.write(usage);
    return;
  }
  const isSmall = options.small === true;
  const people = Number(options.people ?? (isSmall ? '200' : '2000'));
  if (!Number.isInteger(people) || people < 0 || people > 60_000)
    throw new Error('--people is a number from 0 to 60000.');
  const seed = {
    ...{ people, isSmall },
    ...(options['people-unit'] === undefined ? {} : { peopleUnit: options['people-unit'] }),
  };
  if (options['seed-only'] === true) {
    await seedOnly(seed);
    return;
  }
  const build = options['no-build'] === true ? {} : { build: buildClientIfStale };
  await runServer({ dataDir, seed, ...build, prepare: seedWhenEmpty, announce: describe });
}

async function seedOnly(seed: { readonly people: number; readonly peopleUnit?: string }): Promise<void> {
  const config = readUsableConfig(process.env, { dataDir });
  const server = await createServer(config, { seed });
  await seedWhenEmpty(server);
  await server.store.close();
  process.stdout.write(`Demonstration data are in ${config.dataDir}\n`);
}

async function seedWhenEmpty(server: Server): Promise<void> {
  const deployment = await server.store.read((view) => view.deployment.get());
  if (deployment.isInitialised && !deployment.isDemonstration)
    throw new Error('DATA_DIR holds real data: the demonstration needs a directory of its own.');
  if (!deployment.isInitialised) await server.seedDemonstration();
}

function describe(address: string): string {
  const rows = demonstrationAccounts.map(
    (account) => `  ${account.id.padEnd(14)} ${account.role.padEnd(16)} ${account.orgUnitId}`,
  );
  return [
    `半边天, demonstration, is at ${address}`,
    '',
    `  account        role             unit         (password of all: ${demonstrationPassword})`,
    ...rows,
  ].join('\n');
}

await main().catch(stopWithLine);
