// What tests of accounts on one device do again and again: lock, save a note, wait until all is sent.
import type { OpenSession } from '../../../client/session/device-session.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import type { DeviceOfAccounts } from './device-of-accounts.ts';
import { eventually } from './eventually.ts';
import { probeRecord, testPassword } from './real-server.ts';
import { settled } from './timers.ts';

export type AccountSteps = {
  readonly signIn: (account: string) => Promise<void>;
  /** Returns when nothing of RxDB is open any more. */
  readonly lock: () => Promise<void>;
  readonly opened: () => OpenSession;
  readonly isSent: () => Promise<unknown>;
  /** A note of the open account's unit, new unless `id` is given; returns its id once it is durable. */
  readonly save: (note: string, id?: string, photos?: SyncedDocument['photos']) => Promise<string>;
};

/** On whichever device `device` names at that moment. */
export function accountSteps(device: () => DeviceOfAccounts): AccountSteps {
  const opened = (): OpenSession => {
    const current = device().session.current.get();
    if (current === undefined) throw new Error('nothing is open');
    return current;
  };
  return {
    opened,
    signIn: async (account) => {
      const outcome = await device().session.signIn(account, testPassword);
      if (outcome !== 'ok') throw new Error(`${account} could not sign in: ${outcome}`);
    },
    lock: async () => {
      await device().session.lock();
      await eventually('RxDB has closed', () => device().openInstances() === 0);
      await settled();
    },
    isSent: () => eventually('all is sent', () => opened().syncStatus.overview.get().onDevice === 0),
    save: async (note, known, photos = []) => {
      const { account, repositories } = opened();
      const id = known ?? repositories.drafts.newIds().recordId;
      await repositories.records.save({
        ...{ id, type: probeRecord.id, definitionVersion: 1 },
        entry: {
          ...{ values: { note }, occurredOn: '2026-10-18', photos },
          ...{ hostUnitId: account.orgUnitId, partnerUnitIds: [] },
        },
      });
      return id;
    },
  };
}
