// What a record's words need on this device: the language, names of units, names of people as they are registered now.
import { computed, type ComputedRef } from 'vue';
import type { DescribeOptions } from '../../shared/forms/describe-record.ts';
import { nobodyMerged } from '../database/people-repository.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useLanguage } from './use-language.ts';
import { useOrgNames } from './use-org-names.ts';
import { useWatchable } from './use-watchable.ts';

export function useDescribeOptions(): ComputedRef<DescribeOptions> {
  const { clock } = useServices();
  const { locale } = useLanguage();
  const { nameOf } = useOrgNames();
  const merged = useWatchable(useOpenSession().repositories.people.watchMerged(), nobodyMerged);
  return computed(() => ({
    ...{ locale: locale.value, unitName: nameOf },
    ...{ personName: merged.value.nameOf, today: clock.today() },
  }));
}
