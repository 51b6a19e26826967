// Argon2id away from the main thread: a password becomes the key that wraps an account's data key.
import { argon2id } from 'hash-wasm';
import type { DeriveKeyReply, DeriveKeyRequest } from './derive-key-messages.ts';

async function derive(request: DeriveKeyRequest): Promise<DeriveKeyReply> {
  const { password, salt, memoryKiB, iterations } = request;
  try {
    return await argon2id({
      password: password.normalize('NFC'),
      salt,
      memorySize: memoryKiB,
      iterations,
      parallelism: 1,
      hashLength: 32,
      outputType: 'binary',
    });
  } catch (error) {
    return { error: String(error) };
  }
}

self.onmessage = (event: MessageEvent<DeriveKeyRequest>) => {
  void derive(event.data).then((reply) => self.postMessage(reply));
};
