// What a device sends without a session: saves sealed to the server's key and signed by its own, and how it stands.
import * as z from 'zod/mini';
import { collectionsOfDevices } from '../records/record.ts';
import { blobRequestSchema, pushRowSchema, rowStatuses } from '../sync/protocol.ts';

/**
 * `itemBytes`: of one sealed save as JSON; a save and the version that it began from have 1 MiB each at most, and grow by a third.
 * `keysOfDevice`: signing keys that a device may register in its life.
 */
export const sealedLimits = { itemBytes: 4 * 1024 * 1024, keysOfDevice: 20 } as const;

const name = z.string().check(z.regex(/^[A-Za-z0-9-]{1,64}$/));
const bytes = (max: number) => z.string().check(z.regex(/^[A-Za-z0-9_-]+$/), z.maxLength(max));
/** Of a public key: the beginning of its SHA-256. */
const keyId = bytes(22).check(z.minLength(22));
/** P-256, uncompressed, 65 bytes in base64url. */
const publicKey = bytes(87).check(z.minLength(87));
const count = z.number().check(z.int(), z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));

/** Bytes stand in base64url. `ephemeralKey` was made for this one item; `signature`: ECDSA P-256 over `signedTextOf`. */
export const sealedItemSchema = z.strictObject({
  deviceId: name,
  deviceKeyId: keyId,
  sealingKeyId: keyId,
  ephemeralKey: publicKey,
  iv: bytes(16),
  ciphertext: bytes(sealedLimits.itemBytes),
  signature: bytes(86),
});
export type SealedItem = z.infer<typeof sealedItemSchema>;

const sealedRowSchema = z.object({ collection: z.enum(collectionsOfDevices), row: pushRowSchema });
export type SealedRow = z.infer<typeof sealedRowSchema>;
const sealedPhotoSchema = z.object({ photo: blobRequestSchema, bytes: bytes(sealedLimits.itemBytes) });
/** What is inside: one row of a push and the collection that it is for, or one photo, its bytes in base64url. */
export const sealedContentSchema = z.union([sealedRowSchema, sealedPhotoSchema]);
export type SealedContent = z.infer<typeof sealedContentSchema>;

/** Told only when the server holds it for good: as a document or photo, as a conflict, or in quarantine. */
export const sealedReplySchema = z.object({ isHeld: z.literal(true), status: z.enum(rowStatuses) });

/** Bound to the ciphertext: an item of one device, or for another server, does not open as another's. */
export function boundTextOf(item: Pick<SealedItem, 'deviceId' | 'deviceKeyId' | 'sealingKeyId'>): string {
  return `bbt-sealed-1.${item.deviceId}.${item.deviceKeyId}.${item.sealingKeyId}`;
}

/** Everything but the signature itself. */
export function signedTextOf(item: Omit<SealedItem, 'signature'>): string {
  return `${boundTextOf(item)}.${item.ephemeralKey}.${item.iv}.${item.ciphertext}`;
}

/** A device tells the key with which it signs; it is then known as this account's. */
export const deviceKeySchema = z.strictObject({ publicKey });
/** `deviceKeyId`: how the server calls the key. `sealingKey`: the server's, to which saves are sealed. */
export const deviceKeyReplySchema = z.object({
  deviceKeyId: keyId,
  sealingKey: z.object({ id: keyId, publicKey }),
  serverTime: z.string(),
});
export type DeviceKeyReply = z.infer<typeof deviceKeyReplySchema>;

/**
 * How a device stands. `unsent`: saves of the account that wait on it · `clockSkewMs`: its clock less the server's, as far as it knows
 * · `isErased`: it has erased the account, as it was told.
 */
const reportSchema = z.strictObject({
  unsent: count,
  storageBytes: z.optional(count),
  appVersion: z.string().check(z.maxLength(40)),
  clockSkewMs: z.optional(z.number().check(z.int())),
  isErased: z.optional(z.literal(true)),
});
export type DeviceReport = z.infer<typeof reportSchema>;

/** `report` is JSON text, signed as it stands: it needs no session, for whoever is locked out of one is meant. */
export const signedReportSchema = z.strictObject({
  deviceId: name,
  deviceKeyId: keyId,
  report: z.string().check(z.maxLength(2000)),
  signature: bytes(86),
});
export type SignedReport = z.infer<typeof signedReportSchema>;

export function reportTextOf({
  deviceId,
  deviceKeyId,
  report,
}: Pick<SignedReport, 'deviceId' | 'deviceKeyId' | 'report'>): string {
  return `bbt-report-1.${deviceId}.${deviceKeyId}.${report}`;
}

/** Undefined for what is no report. */
export function parseReport(text: string): DeviceReport | undefined {
  try {
    const parsed = reportSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * `wipe`: the device was revoked; it hands over what is sealed and erases the account · `isCopied`: another device with the same data
 * counts under its name; on both the person is to sign out and in again.
 */
export const deviceReportReplySchema = z.object({
  wipe: z.optional(z.literal(true)),
  isCopied: z.optional(z.literal(true)),
  minimumAppVersion: z.string(),
  serverTime: z.string(),
});
