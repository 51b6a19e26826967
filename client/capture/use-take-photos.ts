// From files of camera or gallery to photos that are durable on this device, one after the other.
import { nextTick, ref, type Ref } from 'vue';
import type { Photo } from '../../shared/records/record.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useLanguage } from '../ui/use-language.ts';
import { useFormContext } from './form-context.ts';
import { isNearlyFull } from '../database/is-nearly-full.ts';
import { shrinkPhoto } from './shrink-photo.ts';

export type TakePhotos = {
  /** How many are being worked on. */
  readonly busy: Readonly<Ref<number>>;
  readonly problem: Readonly<Ref<string | undefined>>;
  /** The form goes to the disk before the camera takes the page away. */
  readonly beforePicking: () => void;
  readonly take: (
    files: readonly File[],
    current: () => readonly Photo[],
    most: number,
    show: (photos: readonly Photo[]) => void,
  ) => Promise<void>;
};

export function useTakePhotos(): TakePhotos {
  const { photos } = useOpenSession().repositories;
  const { keepNow, waitFor } = useFormContext();
  const { t } = useLanguage();
  const busy = ref(0);
  const problem = ref<string>();

  const takeOne = async (file: File): Promise<Photo | undefined> => {
    try {
      const bytes = await shrinkPhoto(file);
      if (bytes === undefined) problem.value = t('capture.notAPicture', { name: file.name });
      return bytes === undefined ? undefined : await photos.add(bytes, 'image/jpeg');
    } catch {
      problem.value = t('capture.photoNotKept');
      return undefined;
    } finally {
      busy.value -= 1;
    }
  };
  const takeAll: TakePhotos['take'] = async (files, current, most, show) => {
    problem.value = undefined;
    if (await isNearlyFull(navigator)) {
      problem.value = t('capture.noRoomForPhotos');
      return;
    }
    const room = Math.max(0, most - current().length);
    if (files.length > room) problem.value = t('capture.tooManyPhotos', { most });
    const taken = files.slice(0, room);
    busy.value += taken.length;
    for (const file of taken) {
      const photo = await takeOne(file);
      if (photo === undefined || current().some(({ sha256 }) => sha256 === photo.sha256)) continue;
      show([...current(), photo]);
      // What is shown comes back as `current` with the next drawing.
      await nextTick();
    }
  };
  return {
    ...{ busy, problem },
    beforePicking: () => void keepNow(),
    take: (files, current, most, show) => waitFor(takeAll(files, current, most, show)),
  };
}
