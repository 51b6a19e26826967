// Columns of gifts: money that was given, or goods and what they are worth. Which way of giving a row's columns mean.
import type { Field, LeafField } from '../forms/field-types.ts';
import { plainHeader } from './header-words.ts';
import type { Placed } from './place-values.ts';

/** `worth`: goods by value or name. Undefined for heads such as 金额, which may be either. */
export function giftHead(header: string): 'cash' | 'worth' | undefined {
  const head = plainHeader(header);
  if (/[品物折]/.test(head)) return 'worth';
  return /(慰问金|慰问款|慰问费|现金|救助金|补助|红包|助学金)/.test(head) ? 'cash' : undefined;
}

/** What a column calls its goods: 慰问品折价 → 慰问品. */
export function itemOfHead(header: string): string {
  return header.replaceAll(/[（(][^）)]*[）)]/g, '').replace(/(折价|折款|价值|金额|合计)+$/, '') || header;
}

/** The choice between goods, money and service. */
export function isWayOfGiving(field: Field | LeafField): boolean {
  if (field.kind !== 'choice') return false;
  return ['goods', 'money', 'service'].every((id) => field.options.some((option) => option.id === id));
}

export type Given = {
  readonly kind: 'cash' | 'worth' | 'both' | 'nothing';
  /** Heads of the columns with something in them. */
  readonly heads: readonly string[];
};

/** Undefined when no column tells, or one that tells nothing has something in it. */
export function givenIn(placed: readonly Placed[]): Given | undefined {
  const columns = placed.filter(
    ({ target }) => target.group !== undefined && ['money', 'text'].includes(target.field.kind),
  );
  if (!columns.some(({ header }) => giftHead(header) !== undefined)) return undefined;
  const said = columns.filter(isSaid);
  const heads = [...new Set(said.map(({ header }) => header))];
  const kinds = new Set(said.map(({ header }) => giftHead(header)));
  const [only] = kinds;
  if (kinds.size === 0) return { kind: 'nothing', heads };
  if (kinds.has(undefined)) return undefined;
  return { kind: kinds.size > 1 ? 'both' : (only ?? 'worth'), heads };
}

function isSaid({ value, isOpen, isLeftEmpty }: Placed): boolean {
  return isOpen || isLeftEmpty || (value !== undefined && value !== 0 && value !== '');
}
