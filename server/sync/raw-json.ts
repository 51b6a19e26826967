// JSON text of a value of any depth, with everything unsafe escaped: how a row that cannot be taken in is kept.

type Step = { readonly text: string } | { readonly value: unknown };

/** Like JSON.stringify, but without recursion: a hostile row may be nested a hundred thousand levels deep. */
export function rawJsonText(value: unknown): string {
  const pieces: string[] = [];
  const stack: Step[] = [{ value }];
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    if ('text' in step) pieces.push(step.text);
    else if (Array.isArray(step.value)) stack.push(...listSteps(step.value).reverse());
    else if (typeof step.value === 'object' && step.value !== null)
      stack.push(...objectSteps(step.value).reverse());
    else pieces.push(JSON.stringify(step.value) ?? 'null');
  }
  return pieces.join('');
}

function listSteps(list: readonly unknown[]): Step[] {
  const inner = list.flatMap((value, index): Step[] =>
    index === 0 ? [{ value }] : [{ text: ',' }, { value }],
  );
  return [{ text: '[' }, ...inner, { text: ']' }];
}

function objectSteps(object: object): Step[] {
  const inner = Object.entries(object).flatMap(([key, value], index): Step[] => [
    { text: `${index === 0 ? '' : ','}${JSON.stringify(key)}:` },
    { value },
  ]);
  return [{ text: '{' }, ...inner, { text: '}' }];
}
