// Errors of settlements of conflicts: part of `error-codes.ts`.

/** Row codes: the settlement is kept, and its author is told. */
export const conflictErrorCodes = {
  conflictSettled: {
    status: 200,
    retryable: false,
    zh: '这一处别人已经选定了，以先选的为准。',
    en: 'Somebody else has already settled this; the first choice stands.',
  },
  changedMeanwhile: {
    status: 200,
    retryable: false,
    zh: '这一处后来又有改动，请看过再选。',
    en: 'This was changed again meanwhile; please look and choose once more.',
  },
} as const;
