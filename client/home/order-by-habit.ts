// Kinds of work in the order of a person's habit: what she recorded most comes first, then the registry's order.
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';

export function orderByHabit(
  definitions: readonly RecordDefinition[],
  recorded: readonly { readonly type: string }[],
): readonly RecordDefinition[] {
  const counts = new Map<string, number>();
  for (const { type } of recorded) counts.set(type, (counts.get(type) ?? 0) + 1);
  const times = (definition: RecordDefinition): number => counts.get(definition.id) ?? 0;
  // The sort is stable: equal habits keep the registry's order.
  return [...definitions].sort((a, b) => times(b) - times(a));
}
