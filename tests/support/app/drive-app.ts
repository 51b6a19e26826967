// The app as a person uses it: signing in, finding fields by what they are, waiting for what is promised.
import type { Locator, Page } from 'playwright-core';

export const demonstrationPassword = 'banbiantian-demo';

/** The first sign-in of an account in this browser, until its home page is there. */
export async function signIn(
  page: Page,
  origin: string,
  account: string,
  password = demonstrationPassword,
): Promise<void> {
  await page.goto(origin);
  await page.locator('input[name=account]').fill(account);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.getByTestId('sync-badge').waitFor();
}

/** From the lock to the app. */
export async function unlock(page: Page): Promise<void> {
  await page.locator('input[name=password]').fill(demonstrationPassword);
  await page.locator('button[type=submit]').click();
  await page.locator('input[name=password]').waitFor({ state: 'detached' });
}

/** Until the service worker answers for this page, so that it opens without a network. */
export async function waitForServiceWorker(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller !== null) return;
    await new Promise<void>((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
    });
  });
}

/** Goes to a screen of the open app without loading the page anew. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((target) => {
    window.history.pushState({}, '', target);
    window.dispatchEvent(new PopStateEvent('popstate', { state: window.history.state }));
  }, path);
  await page.locator(`main[data-path="${path}"]`).waitFor();
}

/** The field of a form or of a detail page. */
export function field(page: Page, id: string): Locator {
  return page.locator(`[data-field="${id}"]`);
}

export async function fill(page: Page, id: string, text: string): Promise<void> {
  await field(page, id).locator('input:not([type=file]), textarea').first().fill(text);
}

/** One option of a choice, or one of several. */
export async function choose(page: Page, id: string, label: string): Promise<void> {
  await field(page, id)
    .locator('[role=radio], [role=checkbox], label')
    .filter({ hasText: new RegExp(`^\\s*${label}\\s*$`) })
    .first()
    .click();
}

/** Saves, and waits for the tick that says it is durable. */
export async function save(page: Page): Promise<void> {
  await page.getByTestId('save-record').click();
  await page.getByTestId('saved-notice').waitFor();
}

/** Until the record that was saved is shown; returns its id. */
export async function recordShown(page: Page): Promise<string> {
  await page.waitForURL(/\/records\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/**
 * Saves what may be warned of: then says why it is right where the bar asks for it, and saves again. Until the saved
 * record is shown. The card with the reasons is fetched when it is wanted, so it may come after the words of the bar.
 */
export async function saveWithReason(page: Page): Promise<void> {
  const saved = page.locator('main[data-path^="/records/"], main[data-path^="/people/"]');
  const anyway = page.getByTestId('save-record').getByText('仍要提交');
  await page.getByTestId('save-record').click();
  await saved.or(anyway).first().waitFor();
  if (await anyway.isVisible()) {
    if (await page.getByText('就写明原因再点一次').isVisible())
      await field(page, 'overrideReason').getByRole('button', { name: '补记以前的工作' }).click();
    await page.getByTestId('save-record').click();
  }
  await saved.waitFor();
}
