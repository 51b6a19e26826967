// One short notice at a time, said aloud and gone after a while: saved, copied, kept, or done and still to be undone.
import { defineStore } from 'pinia';
import { ref } from 'vue';

export type Notice = {
  readonly id: number;
  readonly text: string;
  readonly isSaved: boolean;
  readonly lastsMs: number;
  /** What can still be done about it while it stands there. */
  readonly action?: { readonly label: string; readonly run: () => void };
};

const usualMs = 5_000;

export const useNotices = defineStore('notices', () => {
  const notice = ref<Notice>();
  let last = 0;
  const show = (words: Omit<Notice, 'id'>): void => {
    last += 1;
    notice.value = { id: last, ...words };
  };
  return {
    notice,
    /** A record is durable on this device. */
    saved: (text: string): void => show({ text, isSaved: true, lastsMs: usualMs }),
    say: (text: string): void => show({ text, isSaved: false, lastsMs: usualMs }),
    /** Something is done, and can be undone for so long. */
    offer: (text: string, action: NonNullable<Notice['action']>, lastsMs: number): void =>
      show({ text, isSaved: true, lastsMs, action }),
    clear: (): void => {
      notice.value = undefined;
    },
  };
});
