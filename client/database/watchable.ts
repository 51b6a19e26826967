// Values that change: what repositories and sync status hand to screens, without RxDB or RxJS in their types.
import type { Observable } from 'rxjs';

/** Something that can be watched. `subscribe` calls the listener soon and at each change; the answer stops it. */
export type Watchable<T> = { readonly subscribe: (listener: (value: T) => void) => () => void };

/** A value that is known at once and can be watched. */
export type Cell<T> = Watchable<T> & { readonly get: () => T };
export type WritableCell<T> = Cell<T> & { readonly set: (value: T) => void };

/** A cell; `set` with the same value (===) tells nobody. A new listener is called at once. */
export function createCell<T>(initial: T): WritableCell<T> {
  let value = initial;
  const listeners = new Set<(value: T) => void>();
  return {
    get: () => value,
    set: (next) => {
      if (next === value) return;
      value = next;
      for (const listener of [...listeners]) listener(next);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      listener(value);
      return () => listeners.delete(listener);
    },
  };
}

/** Moments rather than values: listeners are called when `emit` is, never at once. */
export type Signal<T = void> = Watchable<T> & { readonly emit: (value: T) => void };

export function createSignal<T = void>(): Signal<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    emit: (value) => {
      for (const listener of [...listeners]) listener(value);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** An RxJS stream as a watchable. An error ends it; the storage's own state tells the person why. */
export function watchStream<T>(stream: Observable<T>): Watchable<T> {
  return {
    subscribe: (listener) => {
      const subscription = stream.subscribe({ next: listener, error: () => undefined });
      return () => subscription.unsubscribe();
    },
  };
}

/** A watchable that depends on a cell too: told anew when either changes. */
export function joined<A, B, T>(first: Watchable<A>, second: Cell<B>, join: (a: A, b: B) => T): Watchable<T> {
  return {
    subscribe: (listener) => {
      let known: { readonly value: A } | undefined = undefined;
      const tell = (now: { readonly value: A } | undefined): void => {
        if (now !== undefined) listener(join(now.value, second.get()));
      };
      const stops = [
        first.subscribe((value) => {
          known = { value };
          tell(known);
        }),
        second.subscribe(() => tell(known)),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** The first value of a watchable that passes the test. */
export function firstValue<T>(watchable: Watchable<T>, test: (value: T) => boolean = () => true): Promise<T> {
  return new Promise((resolve) => {
    let stop: (() => void) | undefined = undefined;
    let isDone = false;
    stop = watchable.subscribe((value) => {
      if (isDone || !test(value)) return;
      isDone = true;
      stop?.();
      resolve(value);
    });
    if (isDone) stop();
  });
}
