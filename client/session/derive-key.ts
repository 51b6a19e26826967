// Asks the worker for a wrapping key; the worker lives for one question, so nothing of a password stays in it.
import type { DeriveKeyReply, DeriveKeyRequest } from './derive-key-messages.ts';

/** 32 bytes of Argon2id; rejects when the device cannot compute it (memory). */
export type DeriveKey = (request: DeriveKeyRequest) => Promise<Uint8Array<ArrayBuffer>>;

export function deriveKeyInWorker(request: DeriveKeyRequest): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(new URL('./derive-key-worker.ts', import.meta.url), { type: 'module' });
  const answer = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<DeriveKeyReply>) => {
      if (data instanceof Uint8Array) resolve(new Uint8Array(data));
      else reject(new Error(data.error));
    };
    worker.onerror = (event) => reject(new Error(event.message));
  });
  worker.postMessage(request);
  return answer.finally(() => worker.terminate());
}
