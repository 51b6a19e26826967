// The language of words in an answer: Chinese unless English is asked for first.
import type { ServerContext } from './server-env.ts';

export function localeOf(c: ServerContext): 'zh' | 'en' {
  return /^en\b/i.test(c.req.header('accept-language') ?? '') ? 'en' : 'zh';
}
