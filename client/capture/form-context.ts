// What a form gives to the fields in it, however deep they stand.
import type { SyncedDocument } from '../../shared/records/record.ts';
import { inject, provide, type InjectionKey } from 'vue';

export type FormContext = {
  readonly newId: () => string;
  readonly today: () => string;
  /** Whose record it becomes: the own unit's, or that of a unit that it is recorded for. */
  readonly unitId: () => string;
  /** This account's newest record of the kind: what a row may start with. */
  readonly last: () => SyncedDocument | undefined;
  /** The form is durable before camera, gallery or a picker takes the page away. */
  readonly keepNow: () => Promise<void>;
  /** A save waits for this: a photo that is still being made smaller belongs to the record. */
  readonly waitFor: <T>(work: Promise<T>) => Promise<T>;
};

const formContextKey: InjectionKey<FormContext> = Symbol('formContext');

export function provideFormContext(context: FormContext): void {
  provide(formContextKey, context);
}

export function useFormContext(): FormContext {
  const context = inject(formContextKey);
  if (context === undefined) throw new Error('A field stands outside of a form.');
  return context;
}
