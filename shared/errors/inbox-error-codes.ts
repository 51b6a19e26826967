// Errors of what waits for a superior's word: part of `error-codes.ts`.

/** Of whoever deals with an entry, and why one from before a restore still waits. */
export const inboxErrorCodes = {
  alreadyDealtWith: {
    status: 409,
    retryable: false,
    zh: '已经有人处理过了。',
    en: 'Somebody has dealt with it already.',
  },
  recordNotBack: {
    status: 200,
    retryable: true,
    zh: '它所针对的记录还没有找回来，记录回来后自动处理。',
    en: 'The record that it is about is not back yet; it is dealt with when that comes.',
  },
  authorUnknown: {
    status: 200,
    retryable: true,
    zh: '写它的账号现在不存在，请先重建账号。',
    en: 'The account that wrote it does not exist now; make it again first.',
  },
} as const;
