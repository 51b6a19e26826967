// Passwords: Argon2id off the main thread, in the usual PHC text, and which ones are too easy.
import { argon2, timingSafeEqual } from 'node:crypto';
import type { Label } from '../../shared/forms/field-types.ts';
import type { Random } from '../random.ts';

/** Argon2id parameters: memory in KiB and passes. Tests use small ones. */
export type PasswordCost = { readonly memoryKib: number; readonly passes: number };

/** 64 MiB, three passes (`security.md`). */
export const productionCost: PasswordCost = { memoryKib: 64 * 1024, passes: 3 };

export type Passwords = {
  readonly hash: (password: string) => Promise<string>;
  readonly verify: (password: string, stored: string) => Promise<boolean>;
};

const easy: ReadonlySet<string> = new Set([
  '12345678',
  '123456789',
  '1234567890',
  '11111111',
  '88888888',
  '00000000',
  'password',
  'password1',
  'qwertyui',
  'qwerty123',
  'abc12345',
  'a1234567',
  'iloveyou',
  'admin123',
  'administrator',
  'banbiantian',
  'banbiantian-demo',
]);

/** In words why a password is not accepted, or null. */
export function passwordProblem(password: string, accountId: string): Label | null {
  if (Array.from(password).length < 8)
    return { zh: '密码至少8个字符。', en: 'The password needs at least 8 characters.' };
  if (easy.has(password.toLowerCase()) || /^(.)\1+$/u.test(password))
    return { zh: '这个密码太容易被猜到，请换一个。', en: 'The password is too easy to guess.' };
  return password.toLowerCase() === accountId.toLowerCase()
    ? { zh: '密码不能和账号一样。', en: 'The password must differ from the account name.' }
    : null;
}

export function createPasswords(deps: { readonly random: Random; readonly cost: PasswordCost }): Passwords {
  return {
    hash: async (password) => {
      const salt = deps.random.bytes(16);
      const key = await derive(password, salt, deps.cost);
      return `$argon2id$v=19$m=${deps.cost.memoryKib},t=${deps.cost.passes},p=1$${toBase64(salt)}$${toBase64(key)}`;
    },
    verify: async (password, stored) => {
      const parsed = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(
        stored,
      );
      const [, memory = '', passes = '', salt = '', key = ''] = parsed ?? [];
      if (parsed === null) return false;
      const derived = await derive(password, Buffer.from(salt, 'base64'), {
        memoryKib: Number(memory),
        passes: Number(passes),
      });
      const expected = Buffer.from(key, 'base64');
      return expected.length === derived.length && timingSafeEqual(expected, derived);
    },
  };
}

function derive(password: string, salt: Uint8Array, cost: PasswordCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parameters = {
      message: password.normalize('NFC'),
      nonce: salt,
      parallelism: 1,
      tagLength: 32,
      memory: cost.memoryKib,
      passes: cost.passes,
    };
    argon2('argon2id', parameters, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
