// The documents of RxDB's own suite (a human with a passport) as records of ours, and back.
import { createHash } from 'node:crypto';
import type { WithDeleted } from 'rxdb';
import { defineRecordType } from '../../../shared/forms/define-record-type.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import type { DeviceRow } from '../../../client/replication/push-rows.ts';
import type { SignedIn } from './signed-in.ts';

export type Human = { passportId: string; firstName: string; lastName: string; age?: number };

const textField = (id: string) => ({ id, kind: 'text', label: { zh: id, en: id }, maxLength: 100 }) as const;

export const humanRecord = defineRecordType({
  id: 'human',
  version: 1,
  label: { zh: '人', en: 'Human' },
  tile: '人',
  area: 'daily',
  collection: 'records',
  life: 'event',
  recordedBy: ['village'],
  fields: [
    textField('passportId'),
    textField('firstName'),
    textField('lastName'),
    { id: 'age', kind: 'integer', label: { zh: '年龄', en: 'Age' }, min: 0, max: 150 },
  ],
  title: [{ field: 'firstName' }],
  summary: [],
  ledgerColumns: [],
  sample: { passportId: 'p', firstName: 'a', lastName: 'b', age: 20 },
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export function humanOf({ values }: SyncedDocument): Human {
  const { passportId, firstName, lastName, age } = values;
  return {
    passportId: textOf(passportId),
    firstName: textOf(firstName),
    lastName: textOf(lastName),
    ...(typeof age === 'number' ? { age } : {}),
  };
}

/** Keeps, for one device, the envelope that the server last gave for each human: the base of the next edit. */
export function createHumanEnvelopes({ deviceId, session }: Pick<SignedIn, 'deviceId' | 'session'>) {
  const bases = new Map<string, SyncedDocument>();
  let seq = 0;
  const envelopeOf = (human: WithDeleted<Human>, base: SyncedDocument | undefined): SyncedDocument => {
    const { _deleted, passportId, firstName, lastName, age } = human;
    const { id: account, orgUnitId } = session.account;
    seq += 1;
    return {
      ...{
        id: createHash('sha256').update(passportId).digest('hex'),
        type: 'human',
        definitionVersion: 1,
        orgUnitId,
        hostUnitId: orgUnitId,
        partnerUnitIds: [],
      },
      ...{
        occurredOn: new Date().toISOString().slice(0, 10),
        tags: [],
        audience: [],
        photos: [],
        createdBy: account,
        deviceId,
      },
      ...{
        createdAt: new Date().toISOString(),
        updatedAt: new Date().toISOString(),
        rev: 0,
        reviewState: 'none',
      },
      ...base,
      values: { passportId, firstName, lastName, ...(age === undefined ? {} : { age }) },
      edit: { deviceId, seq },
      _deleted,
    };
  };
  return {
    /** A row of the suite as a row of ours. */
    seal: (human: WithDeleted<Human>, hasBase: boolean): DeviceRow => {
      const base = hasBase ? bases.get(human.passportId) : undefined;
      const newDocumentState = envelopeOf(human, base);
      bases.set(human.passportId, newDocumentState);
      return base === undefined ? { newDocumentState } : { assumedMasterState: base, newDocumentState };
    },
    /** A document of the server as a human. */
    open: (document: SyncedDocument): WithDeleted<Human> => {
      const human = humanOf(document);
      bases.set(human.passportId, document);
      return { ...human, _deleted: document._deleted };
    },
  };
}
