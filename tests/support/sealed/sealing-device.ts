// A device that seals what it saves for a server under test, with the client's own sealing.
import { makeSigningKey, sealSave, signReport, type Signer } from '../../../client/sealing/seal-save.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import {
  deviceKeyReplySchema,
  deviceReportReplySchema,
  type DeviceReport,
  type SealedContent,
  type SealedItem,
  type SealedRow,
} from '../../../shared/sealed/sealed-protocol.ts';
import type { TestDevice } from '../server/test-device.ts';
import type { TestServer } from '../server/test-server.ts';

export type ReportTold = { readonly status: number; readonly wipe: boolean; readonly isCopied: boolean };

export type SealingDevice = {
  readonly signer: Signer;
  readonly seal: (document: SyncedDocument, base?: SyncedDocument) => Promise<SealedItem>;
  readonly sealContent: (content: SealedContent) => Promise<SealedItem>;
  readonly report: (told: DeviceReport) => Promise<ReportTold>;
};

/** Registers a key as this device. */
export async function sealingDevice(test: TestServer, device: TestDevice): Promise<SealingDevice> {
  const { publicKey, privateKey } = await makeSigningKey(crypto);
  const response = await device.postJson('/api/device/key', { publicKey });
  const { deviceKeyId, sealingKey } = deviceKeyReplySchema.parse(await response.json());
  const signer = { deviceId: device.id, deviceKeyId, privateKey };
  const sealContent = (content: SealedContent) => sealSave(crypto, signer, sealingKey, content);
  return {
    ...{ signer, sealContent },
    seal: (document, base) => sealContent(sealedContent(document, base)),
    report: async (told) => {
      const answer = await postOpen(test, '/api/device/report', await signReport(crypto, signer, told));
      if (answer.status !== 200) return { status: answer.status, wipe: false, isCopied: false };
      const { wipe, isCopied } = deviceReportReplySchema.parse(await answer.json());
      return { status: 200, wipe: wipe === true, isCopied: isCopied === true };
    },
  };
}

export function sealedContent(document: SyncedDocument, base?: SyncedDocument): SealedRow {
  const mutationId = `${document.edit.deviceId}:${document.id}:${document.edit.seq}`;
  const row = { mutationId, newDocumentState: document };
  return {
    collection: 'records',
    row: base === undefined ? row : { ...row, assumedMasterState: base },
  };
}

/** Without a session. */
export function postOpen(test: TestServer, path: string, body: unknown): Promise<Response> {
  return test.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en' },
    body: JSON.stringify(body),
  });
}
