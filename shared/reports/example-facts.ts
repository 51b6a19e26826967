// What the chosen example event says, fact by fact.
import type { Locale } from './approximate-number.ts';
import { hostText, type ExampleEvent } from './example-event.ts';
import type { FactContext, Found } from './read-facts.ts';

/** Undefined where the event does not say it; the event itself is the first of those proposed. */
export function exampleValue(word: string, context: FactContext): Found {
  const [event] = context.material.examples;
  if (event === undefined) return {};
  const value = valueOf(word, event, context);
  return { records: [event.recordId], ...(value === undefined ? {} : { value }) };
}

function valueOf(
  word: string,
  event: ExampleEvent,
  { deps, locale }: FactContext,
): string | number | undefined {
  const definition = deps.registry.get('condolence-visit');
  const label = (fieldId: string, option: string): string | undefined => {
    const field = definition?.fields.find(({ id }) => id === fieldId);
    if (field?.kind !== 'choice' && field?.kind !== 'choices') return undefined;
    return field.options.find(({ id }) => id === option)?.label[locale];
  };
  switch (word) {
    case 'festival':
      return event.festival === null ? undefined : label('festival', event.festival);
    case 'host':
      return hostText(event, deps.tree, locale);
    case 'whom':
      return event.whom;
    case 'count':
      return event.count;
    case 'category':
      return label('beneficiaryCategory', event.category);
    case 'worth':
      return event.worthFen;
    case 'items':
      return joined(event.items, locale);
    default:
      return joined(
        event.services.flatMap((service) => label('services', service) ?? []),
        locale,
      );
  }
}

function joined(texts: readonly string[], locale: Locale): string | undefined {
  return texts.length === 0 ? undefined : texts.join(locale === 'zh' ? '、' : ', ');
}
