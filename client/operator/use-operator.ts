// Who runs this deployment: asked of the server, and kept on the device for the days without a network. It is public.
import { ref, type Ref } from 'vue';
import { operatorReplySchema, type Operator } from '../../shared/org/operator-protocol.ts';
import { browserFetch } from '../api-client.ts';
import { exchangeJson } from '../api-exchange.ts';
import { useServices } from '../session/use-session.ts';

export type OperatorView = {
  /** Undefined until this device has heard of it once. */
  readonly operator: Readonly<Ref<Operator | undefined>>;
  readonly copyState: Readonly<Ref<'none' | 'copied' | 'notCopied'>>;
  readonly copyContact: () => Promise<void>;
};

const key = 'operator';
const patienceMs = 5_000;

export function useOperator(): OperatorView {
  const { timers } = useServices();
  const operator = ref(kept());
  const copyState = ref<'none' | 'copied' | 'notCopied'>('none');
  const ask = async (): Promise<void> => {
    const request = { method: 'GET', path: '/api/operator', headers: {}, timeoutMs: patienceMs } as const;
    const outcome = await exchangeJson(
      { baseUrl: '', fetch: browserFetch, timers },
      request,
      operatorReplySchema,
    );
    if (outcome.kind !== 'ok') return;
    operator.value = outcome.body;
    keep(outcome.body);
  };
  void ask();
  return {
    operator,
    copyState,
    copyContact: async () => {
      try {
        await navigator.clipboard.writeText(operator.value?.feedbackContact ?? '');
        copyState.value = 'copied';
      } catch {
        copyState.value = 'notCopied';
      }
    },
  };
}

/** Storage may be refused (private windows), or hold what an older app wrote. */
function kept(): Operator | undefined {
  try {
    return operatorReplySchema.parse(JSON.parse(localStorage.getItem(key) ?? ''));
  } catch {
    return undefined;
  }
}

function keep(operator: Operator): void {
  try {
    localStorage.setItem(key, JSON.stringify(operator));
  } catch {
    // As said above.
  }
}
