// The contact of the federation, into the clipboard; said on the spot, because no bar for notices stands before sign-in.
import { ref, type Ref } from 'vue';

export type CopyContact = {
  readonly copied: Readonly<Ref<'copied' | 'notCopied' | undefined>>;
  readonly copy: (contact: string) => Promise<void>;
};

export function useCopyContact(): CopyContact {
  const copied = ref<'copied' | 'notCopied'>();
  return {
    copied,
    copy: async (contact) => {
      try {
        await navigator.clipboard.writeText(contact);
        copied.value = 'copied';
      } catch {
        copied.value = 'notCopied';
      }
    },
  };
}
