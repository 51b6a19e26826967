// The session for components: provided once by the composition root, and what is open while a page is mounted.
import { inject, type InjectionKey } from 'vue';
import type { Clock, Timers } from '../database/clock.ts';
import type { Sealing } from '../sealing/create-sealing.ts';
import type { DeviceSession, OpenSession } from './device-session.ts';
import type { GrowingRegistry } from './growing-registry.ts';

/** What `main.ts` hands to every component. */
export type AppServices = {
  readonly session: DeviceSession;
  readonly registry: GrowingRegistry;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly newId: () => string;
  readonly sealing: Sealing;
};

export const appServicesKey: InjectionKey<AppServices> = Symbol('appServices');

export function useServices(): AppServices {
  const services = inject(appServicesKey);
  if (services === undefined) throw new Error('AppServices are provided by main.ts.');
  return services;
}

/** What is open: call it in setup of a page; pages are mounted only while an account is open. */
export function useOpenSession(): OpenSession {
  const open = useServices().session.current.get();
  if (open === undefined) throw new Error('A page was mounted without an open account.');
  return open;
}
