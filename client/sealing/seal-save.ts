// Seals one save to the server's key and signs it: afterwards this device cannot read it, and nobody can change it unseen.
import {
  boundTextOf,
  reportTextOf,
  signedTextOf,
  type DeviceKeyReply,
  type DeviceReport,
  type SealedContent,
  type SealedItem,
  type SignedReport,
} from '../../shared/sealed/sealed-protocol.ts';

/** The key with which an account signs on this device; `deviceKeyId` as the server calls it. */
export type Signer = {
  readonly deviceId: string;
  readonly deviceKeyId: string;
  readonly privateKey: CryptoKey;
};
/** The server's key, in base64url. */
export type SealingKey = DeviceKeyReply['sealingKey'];

const curve = { namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A new key that signs; it cannot be taken out of the browser. `publicKey` in base64url. */
export async function makeSigningKey(
  crypto: Crypto,
): Promise<{ readonly publicKey: string; readonly privateKey: CryptoKey }> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', ...curve }, false, ['sign', 'verify']);
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
  return { publicKey: toBase64Url(new Uint8Array(raw)), privateKey: pair.privateKey };
}

/** Rejects when the server's key is no point of the curve. */
export async function sealSave(
  crypto: Crypto,
  signer: Signer,
  sealingKey: SealingKey,
  content: SealedContent,
): Promise<SealedItem> {
  const { deviceId, deviceKeyId } = signer;
  const head = { deviceId, deviceKeyId, sealingKeyId: sealingKey.id };
  const { key, ephemeral } = await agreeOnKey(crypto, sealingKey, boundTextOf(head));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: encode(boundTextOf(head)) },
    key,
    encode(JSON.stringify(content)),
  );
  const unsigned = {
    ...head,
    ephemeralKey: toBase64Url(ephemeral),
    iv: toBase64Url(iv),
    ciphertext: toBase64Url(new Uint8Array(ciphertext)),
  };
  return { ...unsigned, signature: await sign(crypto, signer, signedTextOf(unsigned)) };
}

export async function signReport(crypto: Crypto, signer: Signer, told: DeviceReport): Promise<SignedReport> {
  const { deviceId, deviceKeyId } = signer;
  const unsigned = { deviceId, deviceKeyId, report: JSON.stringify(told) };
  return { ...unsigned, signature: await sign(crypto, signer, reportTextOf(unsigned)) };
}

/** A key that only this device, now, and the server can find; this device forgets its half at once. */
async function agreeOnKey(
  crypto: Crypto,
  sealingKey: SealingKey,
  bound: string,
): Promise<{ readonly key: CryptoKey; readonly ephemeral: Uint8Array<ArrayBuffer> }> {
  const { subtle } = crypto;
  const theirs = await subtle.importKey(
    'raw',
    fromBase64Url(sealingKey.publicKey),
    { name: 'ECDH', ...curve },
    false,
    [],
  );
  const pair = await subtle.generateKey({ name: 'ECDH', ...curve }, false, ['deriveBits']);
  const ephemeral = new Uint8Array(await subtle.exportKey('raw', pair.publicKey));
  const shared = await subtle.deriveBits({ name: 'ECDH', public: theirs }, pair.privateKey, 256);
  const key = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: ephemeral, info: encode(bound) },
    await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']),
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  return { key, ephemeral };
}

async function sign(crypto: Crypto, { privateKey }: Signer, text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.sign(signing, privateKey, encode(text))));
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

const sliceBytes = 0x8000;

/** Without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += sliceBytes)
    binary += String.fromCharCode(...bytes.subarray(at, at + sliceBytes));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
