// Downloads everything into a fresh database, once nothing here is unsent.
import { ref, type Ref } from 'vue';
import type { DeviceSession } from '../session/device-session.ts';
import { useLanguage } from '../ui/use-language.ts';

export type StartAfresh = {
  readonly isBusy: Readonly<Ref<boolean>>;
  readonly problem: Readonly<Ref<string | undefined>>;
  readonly begin: () => Promise<void>;
};

export function useStartAfresh(session: DeviceSession): StartAfresh {
  const { t } = useLanguage();
  const isBusy = ref(false);
  const problem = ref<string>();
  return {
    ...{ isBusy, problem },
    begin: async () => {
      isBusy.value = true;
      const outcome = await session.startAfresh().catch(() => 'unreachable' as const);
      isBusy.value = false;
      problem.value = outcome === 'ok' ? undefined : t(`home.afresh.${outcome}`);
    },
  };
}
