// What the navigation of the office offers to each role.
import type { Account } from '../../shared/access/role.ts';
import { places, type NavigationItem } from '../session/navigation-items.ts';

const grading: NavigationItem = { route: 'grading', section: 'grading', icon: 'review' };
const statistics = { route: 'statistics', section: 'statistics', icon: 'figures' } as const;

/** The office names each place in words; what does not exist yet is not offered. */
export function officePlaces({ role }: Pick<Account, 'role'>): readonly NavigationItem[] {
  const { home, records, capture, people, review, campaign, search, figures, ledgers, periods, reports, me } =
    places;
  const confirms = role === 'townshipOfficer' ? [] : [periods];
  return [
    home,
    review,
    ...confirms,
    campaign,
    ledgers,
    figures,
    statistics,
    grading,
    reports,
    people,
    records,
    search,
    capture,
    me,
  ];
}
