// Locking and signing out; a sign-out is refused while something has not arrived.
import { ref, type Ref } from 'vue';
import { useLanguage } from '../ui/use-language.ts';
import type { DeviceSession } from './device-session.ts';

export type Leaving = {
  readonly notice: Readonly<Ref<string | undefined>>;
  readonly lock: () => Promise<void>;
  readonly signOut: () => Promise<void>;
};

export function useLeaving(session: DeviceSession): Leaving {
  const { t } = useLanguage();
  const notice = ref<string>();
  return {
    notice,
    lock: () => session.lock(),
    signOut: async () => {
      notice.value = (await session.signOut()) === 'unsent' ? t('session.signOutUnsent') : undefined;
    },
  };
}
