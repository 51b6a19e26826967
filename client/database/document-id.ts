// Ids of new documents: UUIDv7, so that ids sort by the time they were made and never clash between devices.

/** Makes ids from a clock and a source of random bytes. */
export function createIdMaker(now: () => number, randomBytes: (count: number) => Uint8Array): () => string {
  return () => {
    const bytes = randomBytes(16);
    const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
    const time = now();
    view.setUint16(0, Math.floor(time / 2 ** 32));
    view.setUint32(2, time % 2 ** 32);
    view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
    view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  };
}
