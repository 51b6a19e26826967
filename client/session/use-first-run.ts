// Sets an empty server up, and then asks anew what this device should show.
import { ref, type Ref } from 'vue';
import type { Outcome } from '../api-outcome.ts';
import { errorWords } from '../ui/error-words.ts';
import { useLanguage } from '../ui/use-language.ts';
import { useServices } from './use-session.ts';

export type FederationForm = {
  readonly federation: string;
  /** A CSV with the columns code,name,parent,level; without one the built-in sample tree. */
  readonly tree: File | undefined;
  readonly account: string;
  readonly password: string;
};

export type FirstRun = {
  readonly isBusy: Readonly<Ref<boolean>>;
  readonly problem: Readonly<Ref<string | undefined>>;
  readonly isDemonstration: Readonly<Ref<boolean>>;
  readonly setUp: (form: FederationForm) => Promise<void>;
  readonly demonstrate: () => Promise<void>;
  readonly goOn: () => Promise<void>;
};

export function useFirstRun(): FirstRun {
  const { session } = useServices();
  const { t, locale } = useLanguage();
  const isBusy = ref(false);
  const problem = ref<string>();
  const isDemonstration = ref(false);

  const ask = async (request: Readonly<Record<string, unknown>>): Promise<boolean> => {
    if (isBusy.value) return false;
    isBusy.value = true;
    problem.value = undefined;
    const outcome: Outcome<unknown> = await session.setUpServer(request);
    isBusy.value = false;
    if (outcome.kind === 'ok') return true;
    problem.value =
      outcome.kind === 'refused' && outcome.code !== 'badRequest'
        ? errorWords(outcome.code, locale.value, t('session.setUpRefused'))
        : t(outcome.kind === 'refused' ? 'session.setUpRefused' : 'session.outcome.unreachable');
    return false;
  };
  return {
    ...{ isBusy, problem, isDemonstration },
    setUp: async ({ federation, tree, account, password }) => {
      const request = {
        federation,
        tree: tree === undefined ? 'sample' : await tree.text(),
        administrator: { account, password },
      };
      if (await ask(request)) await session.start();
    },
    demonstrate: async () => {
      isDemonstration.value = await ask({ demonstration: true });
    },
    goOn: () => session.start(),
  };
}
