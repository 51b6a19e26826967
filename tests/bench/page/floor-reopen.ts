// The floor under reopening: the journal's own pages read, decrypted and parsed, without any of our code on top.
import { openIndexedDb } from '../../../client/database/indexed-db.ts';
import { closeDevice, deviceKey, openDevice } from './open-device.ts';

/** Times from the start: all pages read, decrypted, parsed. */
export type RawPages = {
  readonly readMs: number;
  readonly decryptedMs: number;
  readonly parsedMs: number;
  readonly pages: number;
  readonly bytes: number;
  /** Documents in these pages: all collections, older states, and replication's notes. */
  readonly documents: number;
};

type Page = { readonly iv: Uint8Array<ArrayBuffer>; readonly ciphertext: ArrayBuffer };

export async function readPagesRaw(deviceId: string): Promise<RawPages> {
  const placeOf = await watchPlaces(deviceId);
  const key = await deviceKey();
  const database = await openIndexedDb(window.indexedDB, `journal-${deviceId}`, () => {
    throw new Error('There is no journal.');
  });
  const started = performance.now();
  const pages = await readAll(database);
  const readMs = performance.now() - started;
  const opened = await Promise.all(
    pages.map(({ iv, ciphertext }) =>
      window.crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: placeOf(iv) }, key, ciphertext),
    ),
  );
  const decryptedMs = performance.now() - started;
  const decoder = new TextDecoder();
  const parsed: { readonly documents: readonly unknown[] }[] = opened.map((bytes) =>
    JSON.parse(decoder.decode(bytes)),
  );
  const parsedMs = performance.now() - started;
  database.close();
  return {
    ...{ readMs, decryptedMs, parsedMs, pages: pages.length },
    bytes: pages.reduce((sum, { ciphertext }) => sum + ciphertext.byteLength, 0),
    documents: parsed.reduce((sum, { documents }) => sum + documents.length, 0),
  };
}

/** The place to which each page is bound, as an ordinary opening names it to the cipher; untimed. */
async function watchPlaces(deviceId: string): Promise<(iv: Uint8Array) => BufferSource> {
  const places = new Map<string, BufferSource>();
  const { subtle } = window.crypto;
  const decrypt = subtle.decrypt.bind(subtle);
  subtle.decrypt = (algorithm, key, sealed) => {
    if (typeof algorithm !== 'string' && 'iv' in algorithm && 'additionalData' in algorithm) {
      const { iv, additionalData } = algorithm;
      if (iv instanceof Uint8Array && additionalData !== undefined) places.set(iv.join(','), additionalData);
    }
    return decrypt(algorithm, key, sealed);
  };
  await closeDevice(await openDevice(deviceId));
  subtle.decrypt = decrypt;
  return (iv) => {
    const place = places.get(iv.join(','));
    if (place === undefined) throw new Error('A page of the journal was not opened by the device.');
    return place;
  };
}

function readAll(database: IDBDatabase): Promise<readonly Page[]> {
  return new Promise((resolve, reject) => {
    const request: IDBRequest<Page[]> = database.transaction('pages').objectStore('pages').getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The pages could not be read.'));
  });
}
