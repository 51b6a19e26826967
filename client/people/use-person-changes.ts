// What is done to a person beside her form: merging, telling apart, moving, handing over; each a save that is said.
import { ref, type Ref } from 'vue';
import { mayWritePeople } from '../../shared/access/policy.ts';
import { distinguishedValues, mergedValues, separatedValues } from '../../shared/people/merged-people.ts';
import { handOverPerson, movePerson, type Move } from '../../shared/people/move-person.ts';
import { textOf } from '../../shared/people/person-values.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { firstValue } from '../database/watchable.ts';
import type { PersonChange } from '../database/people-repository.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/use-language.ts';
import { useOrgNames } from '../ui/use-org-names.ts';

export type PersonChanges = {
  /** Whether this account may write the document: its village, and the offices above it. */
  readonly mayChange: (person: Pick<SyncedDocument, 'orgUnitId'>) => boolean;
  readonly mayWriteIn: (unit: string) => boolean;
  readonly merge: (loser: SyncedDocument, survivor: SyncedDocument) => Promise<void>;
  readonly separate: (loser: SyncedDocument) => Promise<void>;
  readonly tellApart: (one: SyncedDocument, other: SyncedDocument) => Promise<void>;
  readonly move: (person: SyncedDocument, move: Move) => Promise<void>;
  readonly handOver: (person: SyncedDocument) => Promise<void>;
  /** The device did not store the last change: nothing was changed. */
  readonly isRefused: Readonly<Ref<boolean>>;
};

export function usePersonChanges(): PersonChanges {
  const { newId } = useServices();
  const { account, repositories } = useOpenSession();
  const { tree } = useOrgNames();
  const { t } = useLanguage();
  const notices = useNotices();
  const isRefused = ref(false);
  const change = async (
    { id }: SyncedDocument,
    step: (person: SyncedDocument) => PersonChange,
    said: string,
  ): Promise<void> => {
    isRefused.value = false;
    try {
      if ((await repositories.people.change(id, step)) !== undefined) notices.saved(said);
    } catch {
      isRefused.value = true;
    }
  };
  const withValues =
    (values: (person: SyncedDocument) => SyncedDocument['values']) =>
    (person: SyncedDocument): PersonChange => ({ ...person, values: values(person) });
  /** What was merged into her goes where she goes: else the new unit could not undo it. */
  const takeAlong = async (id: string, to: string): Promise<void> => {
    const { documents, idOf } = await firstValue(repositories.people.watchMerged());
    if (isRefused.value) return;
    for (const each of documents.filter((one) => idOf(one.id) === id))
      await change(each, ({ values }) => ({ values, orgUnitId: to, hostUnitId: to }), t('people.handedOver'));
  };
  const mayWriteIn = (unit: string): boolean => mayWritePeople(account, unit, tree.value);
  return {
    mayWriteIn,
    isRefused,
    mayChange: (person) => mayWriteIn(person.orgUnitId),
    merge: (loser, survivor) =>
      change(
        loser,
        withValues(({ values }) => mergedValues(values, survivor.id)),
        t('people.merged'),
      ),
    separate: (loser) =>
      change(
        loser,
        withValues(({ values }) => separatedValues(values)),
        t('people.separated'),
      ),
    tellApart: (one, other) =>
      change(
        one,
        withValues(({ values }) => distinguishedValues(values, other.id)),
        t('people.toldApart'),
      ),
    move: async (person, move) => {
      await change(
        person,
        (now) => movePerson(now, move, newId),
        t(move.hands ? 'people.handedOver' : 'people.moveWaits'),
      );
      if (move.hands) await takeAlong(person.id, move.to);
    },
    handOver: async (person) => {
      const to = textOf(person.values, 'movedTo');
      await change(person, handOverPerson, t('people.handedOver'));
      await takeAlong(person.id, to);
    },
  };
}
