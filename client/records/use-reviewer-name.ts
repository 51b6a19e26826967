// Who reviews a record, as people call it: 花果街道, 张湾区妇联.
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useLanguage } from '../ui/use-language.ts';
import { useOrgNames } from '../ui/use-org-names.ts';

/**
 * The level above; the city's own records are reviewed in the city. '' of what another level recorded on behalf: two levels
 * may review that, and which one did is not known here.
 */
export function useReviewerName(): (record: Pick<SyncedDocument, 'orgUnitId' | 'onBehalf'>) => string {
  const { t } = useLanguage();
  const { tree, nameOf } = useOrgNames();
  return ({ orgUnitId, onBehalf }) => {
    if (onBehalf !== undefined) return '';
    const own = tree.value.unit(orgUnitId);
    const id = own?.level === 'city' ? orgUnitId : (own?.parentId ?? orgUnitId);
    const level = tree.value.unit(id)?.level;
    return level === 'county' || level === 'city' ? t('home.federation', { unit: nameOf(id) }) : nameOf(id);
  };
}
