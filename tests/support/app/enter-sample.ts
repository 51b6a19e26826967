// Types a definition's sample into its form as a person would, whatever the definition: by the kind of each field.
import type { Locator, Page } from 'playwright-core';
import type { RecordDefinition } from '../../../shared/forms/define-record-type.ts';
import type { Field, LeafField } from '../../../shared/forms/field-types.ts';
import { sampleValues } from '../../../shared/forms/sample-values.ts';
import { isJsonObject, itemsOf, type JsonValue } from '../../../shared/records/json-value.ts';

/** The form of the definition is open; afterwards it holds the sample as of that day. Photos, files and signatures are left out. */
export async function enterSample(
  page: Page,
  definition: RecordDefinition,
  occurredOn: string,
): Promise<void> {
  const sample = sampleValues(definition, occurredOn);
  const form = page.locator('[role=form]');
  await form.waitFor();
  const unfold = page.getByTestId('unfold');
  const isFolded = definition.fields.some(({ folded, id }) => folded === true && id in sample);
  if (isFolded && (await unfold.getAttribute('aria-expanded')) === 'false') await unfold.click();
  for (const field of definition.fields) {
    const value = sample[field.id];
    if (value !== undefined) await enter(form.locator(`[data-field="${field.id}"]`).first(), field, value);
  }
}

async function enter(place: Locator, field: Field, value: JsonValue): Promise<void> {
  if (field.kind === 'group') return enterRows(place, field.id, field.fields, value);
  if (field.kind === 'choice' || field.kind === 'choices') return pick(place, field.options, value);
  if (field.kind === 'boolean')
    return place.getByRole('radio', { name: value === true ? '是' : '否', exact: true }).click();
  if (field.kind === 'orgUnit' || field.kind === 'record') return select(place, value);
  if (field.kind === 'person') return name(place, value);
  if (field.kind === 'estimate') return estimate(place, value);
  if (skipped.has(field.kind)) return;
  const text = field.kind === 'money' ? String(Number(value) / 100) : textOf(value);
  await place.locator('input:not([type=file]):not([type=date]), textarea').first().fill(text);
}

const skipped: ReadonlySet<Field['kind']> = new Set(['photos', 'file', 'signature', 'computed']);

function textOf(value: JsonValue): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

async function enterRows(
  place: Locator,
  group: string,
  fields: readonly LeafField[],
  rows: JsonValue,
): Promise<void> {
  for (const [index, row] of itemsOf(rows).entries()) {
    if (!isJsonObject(row)) continue;
    if ((await place.locator('.group-row').count()) <= index)
      await place.getByRole('button', { name: '再加一项' }).click();
    const card = place.locator('.group-row').nth(index);
    for (const field of fields) {
      const value = row[field.id];
      if (value !== undefined) await enter(card.locator(`[data-field="${group}.${field.id}"]`), field, value);
    }
  }
}

/** What is chosen already (a default) stays. */
async function pick(
  place: Locator,
  options: readonly { readonly id: string; readonly label: { readonly zh: string } }[],
  value: JsonValue,
): Promise<void> {
  for (const id of itemsOf(value)) {
    const label = options.find((option) => option.id === id)?.label.zh ?? textOf(id);
    const option = place.locator('[role=radio], [role=checkbox]').filter({
      hasText: new RegExp(`^\\s*${label.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}\\s*$`),
    });
    if ((await option.getAttribute('aria-checked')) !== 'true') await option.click();
  }
}

/** The value itself where this account is offered it, else the first that is. */
async function select(place: Locator, value: JsonValue): Promise<void> {
  const list = place.locator('select');
  const hasNone = place.getByTestId('no-units');
  await list.locator('option').nth(1).or(hasNone).waitFor({ state: 'attached' });
  if (await hasNone.isVisible()) return;
  const offered = await list
    .locator('option')
    .evaluateAll((options) =>
      options.flatMap((option) =>
        option instanceof HTMLOptionElement && option.value !== '' ? [option.value] : [],
      ),
    );
  for (const wanted of itemsOf(value)) {
    const isOffered = typeof wanted === 'string' && offered.includes(wanted);
    await list.selectOption(isOffered ? wanted : (offered[0] ?? ''));
  }
}

async function name(place: Locator, value: JsonValue): Promise<void> {
  const typed = isJsonObject(value) ? textOf(value.name ?? '') : '';
  await place.locator('input').first().fill(typed);
  const placeholder = await place.locator('input').first().getAttribute('placeholder');
  if (placeholder?.startsWith('输入姓名，或') === true) return;
  // Only people of the registry are taken here: whoever is offered.
  await place.locator('input').first().fill('示');
  await place.locator('.suggestion').first().click();
}

async function estimate(place: Locator, value: JsonValue): Promise<void> {
  if (!isJsonObject(value)) return;
  await place
    .locator('input')
    .first()
    .fill(textOf(value.count ?? ''));
  if (value.isEstimate === true) await place.getByRole('switch').click();
}
