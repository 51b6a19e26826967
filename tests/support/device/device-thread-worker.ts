// A device in a thread of its own: free RxDB opens thirteen collections in one page, and a device has ten.
import { parentPort, workerData } from 'node:worker_threads';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import type { QuarantineEntry, Receipt } from '../../../client/database/local-documents.ts';
import { aDevice } from './device.ts';
import { signedIn } from './signed-in.ts';

/** What a test can ask of the device. */
export type DeviceCommands = {
  readonly save: (id: string, type: string, note: string) => Promise<SyncedDocument>;
  readonly decide: (
    recordId: string,
    action: 'return' | 'approve',
    reason: string,
  ) => Promise<SyncedDocument | undefined>;
  readonly get: (id: string) => Promise<SyncedDocument | undefined>;
  readonly decision: (id: string) => Promise<SyncedDocument | undefined>;
  readonly count: (collection: 'orgUnits' | 'records' | 'people' | 'decisions') => Promise<number>;
  readonly receipt: (id: string) => Promise<Receipt | undefined>;
  readonly refused: (id: string) => Promise<QuarantineEntry | undefined>;
  readonly unsent: () => Promise<readonly string[]>;
  readonly isReachable: () => Promise<boolean>;
  readonly cutNetwork: (isCut: boolean) => Promise<void>;
  readonly syncNow: () => Promise<void>;
  /** What the server says when asked for exactly this id. */
  readonly askFor: (id: string) => Promise<readonly SyncedDocument[]>;
  readonly close: () => Promise<void>;
};

const { address, accountId }: { readonly address: string; readonly accountId: string } = workerData;
const { api, session, deviceId, network } = await signedIn(address, accountId);
const device = await aDevice(api, {
  deviceId,
  account: session.account,
  epoch: session.epoch,
  scope: session.scopeVersion,
});
device.connectivity.start();
device.replication.start();
const { collections } = device.database;

const commands: DeviceCommands = {
  save: (id, type, note) => {
    const occurredOn = new Date().toISOString().slice(0, 10);
    return device.records.save({
      id,
      type,
      definitionVersion: 1,
      entry: {
        values: { note },
        occurredOn,
        photos: [],
        hostUnitId: device.account.orgUnitId,
        partnerUnitIds: [],
      },
    });
  },
  decide: async (recordId, action, reason) => {
    const record = await device.records.get(recordId);
    return record === undefined ? undefined : device.decisions.decide(record, action, reason);
  },
  get: (id) => device.records.get(id),
  decision: async (id) => (await collections.decisions.findOne(id).exec())?.toMutableJSON(),
  count: async (collection) => (await collections[collection].find().exec()).length,
  receipt: (id) => Promise.resolve(device.receipts.get(id)),
  refused: (id) => device.quarantine.forDocument(id),
  unsent: () => Promise.resolve(device.unsent.list().map(({ id }) => id)),
  isReachable: () => Promise.resolve(device.connectivity.reachable.get()),
  cutNetwork: (isCut) => {
    network.isCut = isCut;
    return Promise.resolve();
  },
  syncNow: () => Promise.resolve(device.replication.syncNow()),
  askFor: async (id) => {
    const outcome = await api.pullIds('records', [id], {
      since: '0',
      epoch: session.epoch,
      scope: session.scopeVersion,
      limit: 10,
    });
    return outcome.kind === 'ok' ? outcome.body.documents : [];
  },
  close: () => device.close(),
};

const port = parentPort;
const run = new Map<string, (...parameters: never[]) => Promise<unknown>>(Object.entries(commands));
port?.on(
  'message',
  ({
    call,
    name,
    parameters,
  }: {
    readonly call: number;
    readonly name: string;
    readonly parameters: never[];
  }) => {
    const answer = run.get(name)?.(...parameters) ?? Promise.reject(new Error(`no command ${name}`));
    answer.then(
      (value) => port.postMessage({ call, value }),
      (error: unknown) => port.postMessage({ call, error: String(error) }),
    );
  },
);
port?.postMessage({ call: 0 });
