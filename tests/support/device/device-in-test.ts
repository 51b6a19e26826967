// A whole device that is closed when its test ends, and what a person does on it.
import { onTestFinished } from 'vitest';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { aDevice, type TestDevice } from './device.ts';

export async function deviceInTest(...parameters: Parameters<typeof aDevice>): Promise<TestDevice> {
  const device = await aDevice(...parameters);
  onTestFinished(() => device.close());
  return device;
}

/** Saves a home visit as the form does. */
export function saveVisit(device: TestDevice, id: string, note = 'first'): Promise<SyncedDocument> {
  return device.records.save({
    id,
    type: 'home-visit',
    definitionVersion: 1,
    entry: {
      values: { note },
      occurredOn: '2026-10-18',
      photos: [],
      hostUnitId: '420303001202',
      partnerUnitIds: [],
    },
  });
}
