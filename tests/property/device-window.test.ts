// The device window against what `sync.md` §4 says of it in words: who holds what, on any day.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inWindow, isPeriodHeld } from '../../shared/access/device-window.ts';
import { reviewStates, replicatedCollections } from '../../shared/records/record.ts';
import {
  accountAt,
  parentPicks,
  placedAt,
  placing,
  treeFrom,
  unitPick,
} from '../support/property/random-tree.ts';
import { casesOf } from '../support/scale.ts';

const settings = casesOf(20261130);
const day = fc
  .date({ min: new Date('2019-01-01'), max: new Date('2031-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const collection = fc.constantFrom(...replicatedCollections);
const question = fc.record({
  ...{ parents: parentPicks, place: placing, who: unitPick, of: collection },
  ...{ occurredOn: day, today: day, reviewState: fc.constantFrom(...reviewStates) },
  arrivedOn: fc.option(day, { nil: undefined }),
});
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

const isOpen = (state: string): boolean => ['none', 'submitted', 'returned'].includes(state);

function asked({ parents, place, who, of, occurredOn, arrivedOn, reviewState }: Question) {
  const at = treeFrom(parents);
  // The last minute of a day in China is eight hours before that of UTC.
  const received = arrivedOn === undefined ? {} : { receivedAt: `${arrivedOn}T15:59:59.000Z` };
  const document = placedAt(at, 'r', place, { occurredOn, reviewState, ...received });
  const account = accountAt(at, who);
  const held = (today: string, state: string = reviewState): boolean =>
    inWindow({ ...document, reviewState: state }, of, account, at.tree, today);
  return { at, document, account, held, of };
}

/** Whole days since 1970, so that what the words say of years is not answered by the same comparison of texts. */
const dayNumber = (text: string): number => Date.parse(text) / 86_400_000;
/** Two years before 29 February is 1 March. */
function firstDay(role: string, today: string): number {
  const [year = 0, month = 1, date = 1] = today.split('-').map(Number);
  return role === 'villageCadre'
    ? Date.UTC(year - 2, month - 1, date) / 86_400_000
    : dayNumber(`${year}-01-01`);
}

const holdsFor = (check: (question: Question) => void): void =>
  fc.assert(
    fc.property(question, (each) => {
      check(each);
    }),
    settings,
  );

describe('the device window', () => {
  it('of a village is two years and what is open, of a township this year and what is open; of decisions what arrived then, too', () => {
    holdsFor((each) => {
      const { account, held, document, of } = asked(each);
      if (account.role !== 'villageCadre' && account.role !== 'townshipOfficer') return;
      const isAlways = of !== 'records' && of !== 'decisions';
      const first = firstDay(account.role, each.today);
      const hasArrived =
        of === 'decisions' && each.arrivedOn !== undefined && dayNumber(each.arrivedOn) >= first;
      const isRecent = dayNumber(document.occurredOn) >= first || hasArrived;
      const isStillOpen = of === 'records' && isOpen(each.reviewState);
      expect(held(each.today)).toBe(isAlways || isRecent || isStillOpen);
    });
  });

  it('of a county or a city is its own, what is addressed to it, and the queue of the level below; no people', () => {
    holdsFor((each) => {
      const { at, account, held, document, of } = asked(each);
      if (account.role !== 'countyOfficer' && account.role !== 'cityOfficer') return;
      const mine = account.orgUnitId;
      if (of === 'conflicts') {
        expect(held(each.today)).toBe(document.orgUnitId === mine);
        return;
      }
      const isAddressed = document.audience.some(({ unit, reach }) =>
        reach === 'this' ? unit === mine : at.liesUnder(mine, unit),
      );
      const isBelow = at.units.some(({ id, parentId }) => id === document.orgUnitId && parentId === mine);
      const isOfOffice = document.orgUnitId === mine || isAddressed || (isBelow && isOpen(each.reviewState));
      expect(held(each.today)).toBe(of !== 'people' && (of === 'orgUnits' || isOfOffice));
    });
  });

  it('only ever closes as days pass: what has left it does not come back by itself', () => {
    holdsFor((each) => {
      const { held } = asked(each);
      const [earlier, later] = [each.today, each.occurredOn].sort();
      for (const [one, other] of [
        [earlier, later],
        [each.today, `${Number(each.today.slice(0, 4)) + 1}${each.today.slice(4)}`],
      ])
        if (held(`${other}`)) expect(held(`${one}`)).toBe(true);
    });
  });

  it('loses nothing by a record being opened again: what is open is held wherever what is closed is', () => {
    holdsFor((each) => {
      const { held } = asked(each);
      if (held(each.today, 'approved'))
        for (const state of ['submitted', 'returned', 'none']) expect(held(each.today, state)).toBe(true);
    });
  });

  it('of a village holds each record that the township above it holds', () => {
    holdsFor((each) => {
      const { at, document, of } = asked(each);
      if (of === 'conflicts') return;
      const accounts = at.units.map((_, index) => accountAt(at, index));
      for (const village of accounts.filter(({ role }) => role === 'villageCadre'))
        for (const above of accounts.filter(({ role }) => role === 'townshipOfficer'))
          if (
            at.liesUnder(village.orgUnitId, above.orgUnitId) &&
            inWindow(document, of, above, at.tree, each.today)
          )
            expect(inWindow(document, of, village, at.tree, each.today)).toBe(true);
    });
  });

  it('holds all of a period that it says it holds', () => {
    let answered = 0;
    holdsFor((each) => {
      const { at, account, document } = asked(each);
      const period = { from: each.occurredOn, until: '2031-12-31' };
      if (!isPeriodHeld(period, document.orgUnitId, account, at.tree, each.today)) return;
      answered += 1;
      const later = { ...document, reviewState: 'approved', occurredOn: each.occurredOn };
      expect(inWindow(later, 'records', account, at.tree, each.today)).toBe(true);
    });
    expect(answered).toBeGreaterThan(0);
  });
});
