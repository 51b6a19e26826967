// What is wrong with a screen for somebody's eyes and fingers: overflow, cut text, small targets, untranslated keys, axe.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Each fault in words with the element it concerns; empty when there is none. */
export async function screenFaults(page: Page): Promise<string[]> {
  return [...(await page.evaluate(layoutFaults)), ...(await axeFaults(page))];
}

async function axeFaults(page: Page): Promise<string[]> {
  // Evaluated through the debugger, so the page's own content security policy stays as it is.
  await page.evaluate(readFileSync(axePath, 'utf8'));
  const violations: { id: string; impact: string; nodes: { html: string }[] }[] = await page.evaluate(
    '(async () => (await axe.run(document, { resultTypes: ["violations"] })).violations)()',
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `axe ${id}: ${html.slice(0, 160)}`));
}

/** Runs in the page: it may use nothing from outside. */
function layoutFaults(): string[] {
  const faults: string[] = [];
  const nameOf = (element: Element): string => element.outerHTML.replace(/\s+/g, ' ').slice(0, 140);
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width)
    faults.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${width}`);
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  for (const element of document.querySelectorAll('#app *, .van-popup *')) {
    // A table wider than the window that is pushed aside by itself, its first columns fast.
    if (!isShown(element) || element.closest('.visually-hidden, [data-pushed-aside] *') !== null) continue;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (box.width > 0 && (box.right > width + 1 || box.left < -1) && style.position !== 'fixed')
      faults.push(`out of the window: ${nameOf(element)}`);
    const isCut = element.scrollWidth > element.clientWidth + 1 && style.overflowX === 'hidden';
    if (isCut && (element.textContent ?? '').trim() !== '' && style.display !== 'inline')
      faults.push(`cut text: ${nameOf(element)}`);
  }
  const targets =
    'a[href], button, input:not([type=hidden]):not([type=file]), select, textarea, [role=radio], [role=checkbox], [role=switch]';
  for (const target of document.querySelectorAll(targets)) {
    if (!isShown(target) || target.closest('.visually-hidden, p') !== null) continue;
    const label = target.closest('label');
    const box = (label ?? target).getBoundingClientRect();
    if (box.height > 0 && (box.height < 43.5 || box.width < 43.5) && target.getAttribute('tabindex') !== '-1')
      faults.push(`target of ${Math.round(box.width)}×${Math.round(box.height)}: ${nameOf(target)}`);
  }
  const untranslated =
    /\b(ui|session|capture|records|people|review|search|home|figures|ledgers|periods|delegation|forms|errors|imports|campaign|office|register|handover|organisation|statistics)\.[a-z][A-Za-z]+/.exec(
      document.body.innerText,
    );
  if (untranslated !== null) faults.push(`untranslated key ${untranslated[0]}`);
  return [...new Set(faults)];
}
