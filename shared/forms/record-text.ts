// A record as a message: heading and one line a field, ready for a chat where no table can go.
import type { RecordDefinition } from './define-record-type.ts';
import { dateText, valueText, type DescribeOptions } from './describe-record.ts';
import { isRelevant, scopeOf, type EntryContent } from './relevance.ts';

/**
 * Names of people stay, numbers of identity cards, telephones and addresses do not: a chat is no place for them. Photos
 * are sent by hand.
 */
export function recordText(
  definition: RecordDefinition,
  entry: EntryContent,
  unit: string,
  options: DescribeOptions,
): string {
  const isZh = options.locale === 'zh';
  const heading = [unit, dateText(entry.occurredOn, options.locale)].filter((part) => part !== '').join(' ');
  const kind = definition.label[options.locale];
  const scope = scopeOf(entry, entry.occurredOn);
  const lines = definition.fields
    .filter((field) => !leftOut.has(field.kind) && (field.sensitivity ?? 0) < 2 && field.id !== 'occurredOn')
    .filter((field) => isRelevant(field, scope))
    .flatMap((field) => {
      const value = valueText(definition, field.id, entry, options);
      return value === '' ? [] : [`${field.label[options.locale]}${isZh ? '：' : ': '}${value}`];
    });
  return [isZh ? `【${kind}】${heading}` : `${kind}, ${heading}`, ...lines].join('\n');
}

const leftOut: ReadonlySet<string> = new Set(['photos', 'file', 'signature', 'identityNumber', 'phone']);
