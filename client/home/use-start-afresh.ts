// Downloads everything into a fresh database; what came of it is said on whatever page is there afterwards.
import { ref, type Ref } from 'vue';
import type { DeviceSession } from '../session/device-session.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/use-language.ts';

export type StartAfresh = {
  readonly isBusy: Readonly<Ref<boolean>>;
  readonly begin: () => Promise<void>;
};

export function useStartAfresh(session: DeviceSession): StartAfresh {
  const { t } = useLanguage();
  const notices = useNotices();
  const isBusy = ref(false);
  return {
    isBusy,
    begin: async () => {
      isBusy.value = true;
      const outcome = await session.startAfresh().catch(() => 'unreachable' as const);
      isBusy.value = false;
      notices.say(t(`home.afresh.${outcome}`));
    },
  };
}
