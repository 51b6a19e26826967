// Whether a text was signed by a device's key (ECDSA P-256, SHA-256).
import { createPublicKey, verify, type KeyObject } from 'node:crypto';

/** `publicKey` and `signature` in base64url, as on the wire. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const key = keyFrom(publicKey);
  if (key === undefined) return false;
  const bytes = Buffer.from(signature, 'base64url');
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, bytes);
}

/** Undefined for what is no point of the curve. */
export function keyFrom(publicKey: string): KeyObject | undefined {
  const point = Buffer.from(publicKey, 'base64url');
  if (point.length !== 65 || point[0] !== 4) return undefined;
  const x = point.subarray(1, 33).toString('base64url');
  const y = point.subarray(33).toString('base64url');
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  } catch {
    return undefined;
  }
}
