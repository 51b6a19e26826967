// Who runs this deployment: asked of the server, and kept on the device for the days without a network. It is public.
import { ref, type Ref } from 'vue';
import { operatorReplySchema, type Operator } from '../../shared/org/operator-protocol.ts';
import { useServices } from '../session/use-session.ts';

const key = 'operator';

/** Undefined until this device has heard of it once. */
export function useOperator(): Readonly<Ref<Operator | undefined>> {
  const { session } = useServices();
  const operator = ref(kept());
  const ask = async (): Promise<void> => {
    const outcome = await session.askOpen(operatorReplySchema, '/api/operator');
    if (outcome.kind !== 'ok') return;
    operator.value = outcome.body;
    try {
      localStorage.setItem(key, JSON.stringify(outcome.body));
    } catch {
      // Storage may be refused (private windows): then it is asked for each time.
    }
  };
  void ask();
  return operator;
}

function kept(): Operator | undefined {
  try {
    return operatorReplySchema.parse(JSON.parse(localStorage.getItem(key) ?? ''));
  } catch {
    return undefined;
  }
}
