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

/** Codes whose detail is meant for the person, not for a developer. */
const toldByServer: ReadonlySet<string> = new Set(['badOrgTree', 'badAccount', 'weakPassword']);

export function useFirstRun(): FirstRun {
  const { session } = useServices();
  const { t, locale } = useLanguage();
  const isBusy = ref(false);
  const problem = ref<string>();
  const isDemonstration = ref(false);

  /** The server says in the language of the screen which line of the file, or what about the account, is wrong. */
  const wordsOf = (outcome: Exclude<Outcome<unknown>, { readonly kind: 'ok' }>): string => {
    if (outcome.kind === 'unreachable') return t('session.outcome.unreachable');
    if (outcome.code === 'badRequest') return t('session.setUpRefused');
    if (outcome.detail !== undefined && toldByServer.has(outcome.code)) return outcome.detail;
    return errorWords(outcome.code, locale.value, t('session.setUpRefused'));
  };
  const ask = async (request: Readonly<Record<string, unknown>>): Promise<boolean> => {
    if (isBusy.value) return false;
    isBusy.value = true;
    problem.value = undefined;
    const outcome: Outcome<unknown> = await session.setUpServer(request);
    isBusy.value = false;
    if (outcome.kind === 'ok') return true;
    problem.value = wordsOf(outcome);
    return false;
  };
  return {
    ...{ isBusy, problem, isDemonstration },
    setUp: async ({ federation, tree, account, password }) => {
      const request = {
        federation,
        locale: locale.value,
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
