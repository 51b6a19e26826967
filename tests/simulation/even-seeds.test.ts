// Five devices, a server and a network in virtual time, with everything that goes wrong: one half of the seeds.
import { describe } from 'vitest';
import { checkSeeds } from '../support/simulation/check-seeds.ts';

describe('village, next village, township and county', () => {
  checkSeeds(0);
});
