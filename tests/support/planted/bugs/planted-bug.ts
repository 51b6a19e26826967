// What a planted fault is: the text that is changed, and the test that has to fail for it.
import type { Patch } from '../patched-checkout.ts';

export type Planted = Patch & {
  readonly bug: string;
  /** Other places that the same fault takes. */
  readonly also?: readonly Patch[];
  /** The project and the file of the test that catches it, and part of the test's title. */
  readonly project: 'unit' | 'contract' | 'property' | 'simulation';
  readonly test: string;
  readonly title: string;
};

export const server = (name: string): Pick<Planted, 'project' | 'test'> => ({
  project: 'unit',
  test: `tests/unit/server/${name}.test.ts`,
});
export const device = (name: string): Pick<Planted, 'project' | 'test'> => ({
  project: 'unit',
  test: `tests/unit/client/${name}.test.ts`,
});
export const checker: Pick<Planted, 'project' | 'test'> = {
  project: 'contract',
  test: 'tests/contract/http-checker.test.ts',
};

/** The seeds on which it shows, of those that every run has. */
export const simulated = (
  half: 'even' | 'odd',
  seeds: string,
): Pick<Planted, 'project' | 'test' | 'title'> => ({
  ...{ project: 'simulation', test: `tests/simulation/${half}-seeds.test.ts`, title: `seed ${seeds}:` },
});
export const sealedOutbox: Pick<Planted, 'project' | 'test'> = {
  project: 'contract',
  test: 'tests/contract/sealed-outbox.test.ts',
};
export const sealedTrouble: Pick<Planted, 'project' | 'test'> = {
  project: 'contract',
  test: 'tests/contract/sealed-trouble.test.ts',
};
