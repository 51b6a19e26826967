// Locking and signing out; a sign-out is refused while something has not arrived, and asks when something would be lost.
import { ref, type Ref } from 'vue';
import { useLanguage } from '../ui/use-language.ts';
import type { DeviceSession } from './device-session.ts';

export type Leaving = {
  readonly notice: Readonly<Ref<string | undefined>>;
  /** The person was told what would be lost: the next tap means it. */
  readonly isAsking: Readonly<Ref<boolean>>;
  readonly lock: () => Promise<void>;
  readonly signOut: () => Promise<void>;
};

export function useLeaving(session: DeviceSession): Leaving {
  const { t } = useLanguage();
  const notice = ref<string>();
  const isAsking = ref(false);
  return {
    ...{ notice, isAsking },
    lock: () => session.lock(),
    signOut: async () => {
      const outcome = await session.signOut(isAsking.value);
      isAsking.value = outcome.kind === 'wouldLose';
      if (outcome.kind === 'unsent') notice.value = t('session.signOutUnsent');
      else if (outcome.kind === 'wouldLose') notice.value = t('session.signOutWouldLose', outcome);
      else notice.value = undefined;
    },
  };
}
