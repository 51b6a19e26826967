// The review desk by keyboard. No single letter decides anything; letters can be switched off, and mean nothing while typing.
import { useEventListener } from '@vueuse/core';
import { usePreferences } from '../ui/preferences.ts';

export type ReviewKeys = {
  readonly next: () => void;
  readonly previous: () => void;
  readonly search: () => void;
  readonly approve: () => void;
};

/** What a browser says of a key that an input method is still working on. */
const composingKeyCode = 229;

export function useReviewKeys(keys: ReviewKeys): void {
  const preferences = usePreferences();
  useEventListener(window, 'keydown', (event) => {
    if (event.isComposing || event.keyCode === composingKeyCode || isTyping(event.target)) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      // A key that is held down decides once.
      if (!event.repeat) keys.approve();
      return;
    }
    if (!preferences.hasLetterKeys || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actionOf(keys, event.key);
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
}

function actionOf(keys: ReviewKeys, key: string): (() => void) | undefined {
  if (key === 'j' || key === 'J') return keys.next;
  if (key === 'k' || key === 'K') return keys.previous;
  return key === '/' ? keys.search : undefined;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select');
}
