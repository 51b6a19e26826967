// One short notice at a time, said aloud and gone after a while: saved, copied, kept.
import { defineStore } from 'pinia';
import { ref } from 'vue';

export type Notice = { readonly id: number; readonly text: string; readonly isSaved: boolean };

export const useNotices = defineStore('notices', () => {
  const notice = ref<Notice>();
  let last = 0;
  const show = (text: string, isSaved: boolean): void => {
    last += 1;
    notice.value = { id: last, text, isSaved };
  };
  return {
    notice,
    /** A record is durable on this device. */
    saved: (text: string): void => show(text, true),
    say: (text: string): void => show(text, false),
    clear: (): void => {
      notice.value = undefined;
    },
  };
});
