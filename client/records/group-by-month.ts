// A list by month, in the order in which it came.
export type MonthGroup<T> = { readonly month: string; readonly items: readonly T[] };

/** `month` is YYYY-MM. */
export function groupByMonth<T extends { readonly occurredOn: string }>(
  items: readonly T[],
): readonly MonthGroup<T>[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const month = item.occurredOn.slice(0, 7);
    groups.set(month, [...(groups.get(month) ?? []), item]);
  }
  return [...groups].map(([month, grouped]) => ({ month, items: grouped }));
}
