// What the navigation offers to each role; the office's is in `client/office/office-places.ts`.
import type { Account } from '../../shared/access/role.ts';
import type { IconName } from '../ui/icon-paths.ts';

export type NavigationItem = {
  readonly route:
    | 'home'
    | 'records'
    | 'record-types'
    | 'people'
    | 'review'
    | 'search'
    | 'campaign'
    | 'figures'
    | 'ledgers'
    | 'grading'
    | 'statistics'
    | 'periods'
    | 'reports'
    | 'me';
  readonly section: string;
  readonly icon: IconName;
};

export const places = {
  home: { route: 'home', section: 'home', icon: 'home' },
  records: { route: 'records', section: 'records', icon: 'list' },
  capture: { route: 'record-types', section: 'capture', icon: 'plus' },
  people: { route: 'people', section: 'people', icon: 'people' },
  review: { route: 'review', section: 'review', icon: 'review' },
  campaign: { route: 'campaign', section: 'campaign', icon: 'check' },
  search: { route: 'search', section: 'search', icon: 'search' },
  figures: { route: 'figures', section: 'figures', icon: 'figures' },
  ledgers: { route: 'ledgers', section: 'ledgers', icon: 'ledgers' },
  periods: { route: 'periods', section: 'periods', icon: 'calendar' },
  reports: { route: 'reports', section: 'reports', icon: 'copy' },
  me: { route: 'me', section: 'me', icon: 'person' },
} as const satisfies Readonly<Record<string, NavigationItem>>;

/** Five at most on a phone; recording stands in the middle. */
export function phoneItems({ role }: Pick<Account, 'role'>): readonly NavigationItem[] {
  const { home, records, capture, people, review, search, me } = places;
  if (role === 'administrator') return [home, me];
  if (role === 'villageCadre') return [home, records, capture, people, me];
  if (role === 'townshipOfficer') return [home, review, capture, records, me];
  return [home, review, capture, search, me];
}

/** Everything, where there is room for it. */
export function wideItems({ role }: Pick<Account, 'role'>): readonly NavigationItem[] {
  const { home, records, capture, people, review, campaign, search, figures, ledgers, periods, reports, me } =
    places;
  if (role === 'administrator') return [home, me];
  if (role === 'villageCadre') return [home, capture, records, people, figures, ledgers, me];
  if (role === 'townshipOfficer')
    return [home, review, capture, campaign, records, search, people, figures, ledgers, reports, me];
  // People stay on the devices of villages and townships (`shared/access/device-window.ts`).
  return [home, review, periods, capture, campaign, records, search, figures, ledgers, reports, me];
}
