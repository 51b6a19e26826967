// What the office has in a form of its own. Its parts come from the server: without it the ordinary one is shown.
// This file belongs to every screen, so its name does not begin with `office-` (`vite.config.ts`).
import { defineAsyncComponent, defineComponent, h, type Component } from 'vue';
import { useIsOffice } from './use-is-office.ts';

type Load = () => Promise<{ readonly default: Component }>;

/** Asked for when it is first drawn, never by a phone. */
export function officePart(load: Load, otherwise: Component): Component {
  return defineAsyncComponent(async () => {
    const loaded = await load().catch(() => undefined);
    return loaded?.default ?? otherwise;
  });
}

/** A page of the router: the ordinary one, or the office's where the window and the account are an office's. */
export async function officePage(loadPage: Load, loadOffice: Load): Promise<Component> {
  const { default: page } = await loadPage();
  const office = officePart(loadOffice, page);
  return defineComponent({
    setup: () => {
      const isOffice = useIsOffice();
      return () => h(isOffice.value ? office : page);
    },
  });
}
