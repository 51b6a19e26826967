// The bytes of a photo as an address that an image can show; given back when the image goes or shows another.
import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { useOpenSession } from '../session/use-session.ts';

export type ShownPhoto = {
  readonly url: Readonly<ShallowRef<string | undefined>>;
  /** Neither on this device nor within reach now. */
  readonly isMissing: Readonly<Ref<boolean>>;
  /** The server will never take it: it is on this device only. */
  readonly isRefused: Readonly<Ref<boolean>>;
};

export function usePhoto(sha256: () => string): ShownPhoto {
  const { photos } = useOpenSession().repositories;
  const url = shallowRef<string>();
  const isMissing = ref(false);
  const isRefused = ref(false);
  watch(
    sha256,
    async (hash, _before, onCleanup) => {
      let isGone = false;
      let own: string | undefined;
      onCleanup(() => {
        isGone = true;
        if (own !== undefined) URL.revokeObjectURL(own);
      });
      url.value = undefined;
      const bytes = await photos.read(hash).catch(() => undefined);
      const state = await photos.stateOf(hash).catch(() => undefined);
      if (isGone) return;
      isMissing.value = bytes === undefined;
      isRefused.value = state === 'refused';
      if (bytes !== undefined) url.value = own = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
    },
    { immediate: true },
  );
  return { url, isMissing, isRefused };
}
