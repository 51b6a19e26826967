// Signing in and unlocking: one try at a time, its outcome in words.
import { ref, type Ref } from 'vue';
import { useLanguage } from '../ui/use-language.ts';
import type { SignInOutcome } from './ask-to-sign-in.ts';

export type SignInTry = {
  readonly isBusy: Readonly<Ref<boolean>>;
  /** What to do now, in words; undefined while nothing went wrong. */
  readonly problem: Readonly<Ref<string | undefined>>;
  /** The data on this device cannot be read in whole: beginning anew beside it is offered. */
  readonly isDamaged: Readonly<Ref<boolean>>;
  /** The password was changed at the server: this device wants the old one once more. */
  readonly needsOldPassword: Readonly<Ref<boolean>>;
  readonly attempt: (work: () => Promise<SignInOutcome>) => Promise<void>;
};

export function useSignIn(): SignInTry {
  const { t } = useLanguage();
  const isBusy = ref(false);
  const problem = ref<string>();
  const isDamaged = ref(false);
  const needsOldPassword = ref(false);
  const attempt = async (work: () => Promise<SignInOutcome>): Promise<void> => {
    if (isBusy.value) return;
    isBusy.value = true;
    problem.value = undefined;
    try {
      const outcome = await work();
      isDamaged.value = outcome === 'storageDamaged';
      needsOldPassword.value = outcome === 'oldPasswordNeeded';
      if (outcome !== 'ok' && outcome !== 'openElsewhere') problem.value = t(`session.outcome.${outcome}`);
    } catch {
      problem.value = t('session.outcome.storageFailed');
    } finally {
      isBusy.value = false;
    }
  };
  return { isBusy, problem, isDamaged, needsOldPassword, attempt };
}
