// The bytes of a photo as an address that an image can show; given back when the image goes.
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { useOpenSession } from '../session/use-session.ts';

export type ShownPhoto = {
  readonly url: Readonly<ShallowRef<string | undefined>>;
  /** Neither on this device nor within reach now. */
  readonly isMissing: Readonly<ShallowRef<boolean>>;
};

export function usePhoto(sha256: string): ShownPhoto {
  const { photos } = useOpenSession().repositories;
  const url = shallowRef<string>();
  const isMissing = shallowRef(false);
  let isGone = false;
  const load = async (): Promise<void> => {
    const bytes = await photos.read(sha256);
    if (isGone) return;
    isMissing.value = bytes === undefined;
    if (bytes !== undefined) url.value = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
  };
  load().catch(() => {
    isMissing.value = true;
  });
  onScopeDispose(() => {
    isGone = true;
    if (url.value !== undefined) URL.revokeObjectURL(url.value);
  });
  return { url, isMissing };
}
