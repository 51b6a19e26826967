// The composition root of the server: every part made once and handed to those that need it.
import { setTimeout } from 'node:timers/promises';
import { recordTypes } from '../shared/record-types/registry.ts';
import { createCallLimit } from './access/call-limit.ts';
import { createDownloadTokens } from './access/download-tokens.ts';
import { createOrgTrees } from './access/org-trees.ts';
import { createPasswords, productionCost, type PasswordCost } from './access/passwords.ts';
import { createSessions } from './access/sessions.ts';
import { createSignInLimit } from './access/sign-in-limit.ts';
import { createApp } from './app.ts';
import { createExportLedger } from './audit/export-ledger.ts';
import { createExportStatistics } from './audit/export-statistics.ts';
import { createUnmaskPerson } from './audit/unmask-person.ts';
import { systemClock, type Clock } from './clock.ts';
import type { Config } from './config.ts';
import { createSeedDemonstration, type SeedOptions } from './demo/seed-demonstration.ts';
import { createAnswerGrades } from './grading/answer-grades.ts';
import { createAnswerFigures } from './indicators/answer-figures.ts';
import { createAnswerFigureRecords } from './indicators/answer-figure-records.ts';
import { createFigureCache } from './indicators/figure-cache.ts';
import { createAnswerOutcomes } from './indicators/answer-outcomes.ts';
import { createAnswerMonths, createAnswerStatistics } from './indicators/answer-statistics.ts';
import { createAnswerLedger } from './ledgers/answer-ledger.ts';
import { createMakeLedgerFile } from './ledgers/make-ledger-file.ts';
import { createReadLedger } from './ledgers/read-ledger.ts';
import { createMetrics } from './metrics.ts';
import { createLogger, type Logger } from './logger.ts';
import { createCreateAccount } from './operations/create-account.ts';
import { createImportOrgUnits } from './operations/import-org-units.ts';
import { createSetUp } from './operations/set-up.ts';
import { createReadPeriods } from './periods/read-periods.ts';
import { randomText, systemRandom, type Random } from './random.ts';
import { createRecovery } from './recovery/bring-documents.ts';
import type { TakeInDeps } from './recovery/take-in.ts';
import { createInbox } from './recovery/inbox.ts';
import { createReadReport } from './reports/read-report.ts';
import { createReportDesk } from './reports/report-desk.ts';
import { createErasePerson, type ErasePerson, type ErasePersonDeps } from './retention/erase-person.ts';
import { createErasureList } from './retention/erasure-list.ts';
import { createPurge, type Purge } from './retention/purge.ts';
import type { Services } from './routes/server-env.ts';
import { createDeviceDesk } from './sealed/device-desk.ts';
import { createSealingKey } from './sealed/sealing-key.ts';
import { createTakeSealed } from './sealed/take-sealed.ts';
import { loadServerKey } from './server-key.ts';
import { createBlobStore } from './store/blob-store.ts';
import type { Store } from './store/store.ts';
import { openStore } from './store/open-store.ts';
import type { OpenDatabase } from './store/sqlite-store.ts';
import type { Registry } from '../shared/record-types/define-registry.ts';
import { createPhotos, type Photos } from './sync/accept-photo.ts';
import { createAcceptPush } from './sync/accept-push.ts';
import { createChangeFeed } from './sync/change-feed.ts';
import { createMakeDerivative } from './sync/make-derivative.ts';
import { createReadHistory } from './sync/read-history.ts';
import { createReadPull } from './sync/read-pull.ts';
import { createRunQuery } from './sync/run-query.ts';

/** What a test may replace; everything else is the real thing. */
export type Replacements = {
  readonly clock?: Clock;
  readonly random?: Random;
  readonly log?: Logger;
  readonly registry?: Registry;
  readonly passwordCost?: PasswordCost;
  readonly seed?: SeedOptions;
  readonly openDatabase?: OpenDatabase;
};

export type Server = Services & {
  readonly app: ReturnType<typeof createApp>;
  readonly seedDemonstration: () => Promise<void>;
  readonly createAccount: ReturnType<typeof createCreateAccount>;
  readonly importOrgUnits: ReturnType<typeof createImportOrgUnits>;
  readonly passwords: ReturnType<typeof createPasswords>;
  readonly purge: Purge;
  readonly erasing: ErasePerson;
};

export async function createServer(config: Config, replacements: Replacements = {}): Promise<Server> {
  const { clock = systemClock, random = systemRandom, registry = recordTypes } = replacements;
  const log = replacements.log ?? createLogger(config.logLevel);
  const store = await openStore(config, { ...replacements, clock, random });
  const passwords = createPasswords({ random, cost: replacements.passwordCost ?? productionCost });
  const [trees, feed] = [createOrgTrees(), createChangeFeed()];
  const serverKey = loadServerKey(config.dataDir, random);
  const sessions = createSessions({
    ...{ store, clock, random, trees, passwords, serverKey },
    limit: createSignInLimit({ clock }),
  });
  const acceptPush = createAcceptPush({ store, registry, trees, clock, random, feed, log });
  const createAccount = createCreateAccount({ store, trees, passwords, clock });
  const importOrgUnits = createImportOrgUnits({ store, clock, random });
  const reportDesk = createReportDesk({
    ...{ store, clock, random },
    readReport: createReadReport({ store, registry, clock }),
  });
  const seedDemonstration = createSeedDemonstration({
    ...{ store, clock, registry, importOrgUnits, createAccount, acceptPush, reportDesk },
    ...replacements.seed,
  });
  const takeIn = { store, trees, clock, random, acceptPush, feed, registry };
  const recovery = createRecovery(takeIn);
  const readers = createReaders(config, store, clock, registry);
  const services: Services = {
    ...{ config, clock, log, store, registry, trees, sessions, acceptPush, feed },
    ...{ reportDesk, recovery, inbox: createInbox({ ...takeIn, recovery }) },
    downloads: createDownloadTokens({ serverKey, clock }),
    ...{ ...readers, ...createFigureReaders({ store, clock, registry }) },
    ...createSealedParts({ ...takeIn, serverKey, photos: readers.photos }),
    setUp: createSetUp({ store, clock, random, passwords, seedDemonstration }),
  };
  return {
    ...{ ...services, seedDemonstration, createAccount, importOrgUnits, passwords },
    ...createRemovers(config, { store, trees, clock, random }),
    app: createApp(services, () => randomText(random, 9)),
  };
}

/** What takes away: by age, and on request. */
function createRemovers(
  config: Config,
  deps: Pick<ErasePersonDeps, 'store' | 'trees' | 'clock' | 'random'>,
): Pick<Server, 'erasing' | 'purge'> {
  return {
    erasing: createErasePerson({
      ...{ ...deps, files: createBlobStore(config.blobDir), list: createErasureList(config.dataDir) },
    }),
    purge: createPurge({ ...deps, rest: () => setTimeout(restMs) }),
  };
}

/** Between two steps of a purge: as long as writers may need to come to their turn. */
const restMs = 5;

/** What needs no session: saves sealed to this server's key, and how devices stand. */
function createSealedParts(
  deps: Pick<TakeInDeps, 'store' | 'trees' | 'clock' | 'random' | 'acceptPush'> & {
    readonly serverKey: Uint8Array;
    readonly photos: Photos;
  },
): Pick<Services, 'takeSealed' | 'deviceDesk' | 'sealedLimit'> {
  const sealingKey = createSealingKey(deps.serverKey);
  const { clock } = deps;
  return {
    takeSealed: createTakeSealed({ ...deps, sealingKey }),
    deviceDesk: createDeviceDesk({ ...deps, sealingKey }),
    // A village's office stands behind one address; a phone has a month of saves at most.
    sealedLimit: {
      address: createCallLimit({ clock, perMinute: 1200 }),
      device: createCallLimit({ clock, perMinute: 240 }),
    },
  };
}

/** What answers without writing documents. */
function createReaders(
  config: Config,
  store: Store,
  clock: Clock,
  registry: Registry,
): Pick<
  Services,
  | 'readPull'
  | 'runQuery'
  | 'readHistory'
  | 'readPeriods'
  | 'unmaskPerson'
  | 'answerLedger'
  | 'exportLedger'
  | 'photos'
  | 'metrics'
> {
  const readLedger = createReadLedger({ store, registry });
  return {
    metrics: createMetrics(() => performance.now()),
    readPeriods: createReadPeriods({ store }),
    unmaskPerson: createUnmaskPerson({ store, clock }),
    readPull: createReadPull({ store, clock }),
    runQuery: createRunQuery({ store, registry }),
    readHistory: createReadHistory({ store }),
    answerLedger: createAnswerLedger({ readLedger }),
    exportLedger: createExportLedger({
      ...{ store, clock },
      makeLedgerFile: createMakeLedgerFile({ readLedger, clock }),
    }),
    photos: createPhotos({
      ...{ store, clock, makeDerivative: createMakeDerivative() },
      files: createBlobStore(config.blobDir),
    }),
  };
}

/** What counts. */
function createFigureReaders(
  deps: Pick<Services, 'store' | 'clock' | 'registry'>,
): Pick<
  Services,
  | 'answerFigures'
  | 'answerOutcomes'
  | 'answerGrades'
  | 'answerStatistics'
  | 'answerMonths'
  | 'answerFigureRecords'
  | 'exportStatistics'
> {
  const figureCache = createFigureCache(deps);
  const answerStatistics = createAnswerStatistics({ ...deps, figureCache });
  return {
    answerFigures: createAnswerFigures({ ...deps, figureCache }),
    answerOutcomes: createAnswerOutcomes(deps),
    answerGrades: createAnswerGrades(deps),
    answerStatistics,
    answerMonths: createAnswerMonths({ ...deps, figureCache }),
    answerFigureRecords: createAnswerFigureRecords({ ...deps, figureCache }),
    exportStatistics: createExportStatistics({ ...deps, answerStatistics }),
  };
}
