// Conflicts that this account may settle, in words: what is asked, the two values, who wrote each and when.
import { computed, onScopeDispose, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { maySettle } from '../../shared/access/policy.ts';
import {
  atOneVersion,
  isSameValue,
  readField,
  withOther,
  type ConflictValues,
  type SettlementChoice,
} from '../../shared/conflicts/conflict.ts';
import { checkEntry, refusing } from '../../shared/forms/check-entry.ts';
import { monthText } from '../../shared/forms/describe-record.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { Field } from '../../shared/forms/field-types.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { OpenConflict } from '../database/conflicts-repository.ts';
import { useFieldLabel } from '../records/use-field-label.ts';
import { useLocks } from '../records/use-record-lock.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useLanguage } from '../ui/use-language.ts';
import { useOrgNames } from '../ui/use-org-names.ts';

export type ConflictSide = {
  readonly choice: SettlementChoice;
  /** `name · moment`, or `you · moment`. */
  readonly writer: string;
  /** The whole document as it is with this value. */
  readonly written: SyncedDocument;
};

export type ConflictInWords = {
  readonly conflict: OpenConflict;
  /** As today's definition reads it. */
  readonly said: ConflictValues;
  readonly fieldLabel: string;
  readonly definition: RecordDefinition | undefined;
  /** As the definition has it; undefined for what no form shows. */
  readonly field: Field | undefined;
  readonly sides: readonly ConflictSide[];
  /** Why the value that was put aside cannot simply be taken, in words; '' where it can. */
  readonly hindrance: string;
};

export function useConflicts(documentId?: string): ComputedRef<readonly ConflictInWords[]> {
  const { clock, registry } = useServices();
  const { account, deviceId } = useOpenSession();
  const locks = useLocks();
  const { t, locale, momentText } = useLanguage();
  const { tree, nameOf } = useOrgNames();
  const labelOf = useFieldLabel();
  const open = useOpenConflicts();
  const writerText = (by: string, name?: string, at?: string, isHere = false): string => {
    const you = t(isHere ? 'conflicts.youHere' : 'conflicts.you');
    const who = by === account.id ? you : (name ?? by);
    return at === undefined ? who : t('conflicts.writer', { who, when: momentText(at) });
  };
  const hindranceOf = (
    { collection }: ConflictValues,
    definition: RecordDefinition | undefined,
    written: SyncedDocument,
    stood: SyncedDocument,
  ): string => {
    if (['void', 'archived'].includes(written.reviewState)) return t('conflicts.closed');
    const lock = collection === 'records' ? locks.stopping(stood) : undefined;
    if (lock !== undefined)
      return t('conflicts.locked', {
        month: monthText(lock.month, locale.value),
        unit: nameOf(lock.byUnitId),
      });
    if (definition === undefined) return '';
    const problems = refusing(checkEntry(definition, written, { today: clock.today() }), written.values);
    const words = problems.map(({ message }) => message[locale.value]).join(t('ui.listComma'));
    return words === '' ? '' : t('conflicts.notTogether', { words });
  };
  const inWords = (conflict: OpenConflict): ConflictInWords => {
    const definition = registry.get(conflict.concerned.type);
    const read =
      definition === undefined ? conflict : atOneVersion(definition, conflict.said, conflict.concerned);
    const { said, concerned } = read;
    const other = withOther(read);
    const isAsItWas = isSameValue(readField(concerned, said.field), said.serverValue);
    const id = said.field.replace(/^values\./, '');
    const label = labelOf(concerned.type, said.field);
    return {
      ...{ conflict, said, definition, field: definition?.fields.find((field) => field.id === id) },
      fieldLabel: label === said.field ? t('conflicts.otherField') : label,
      sides: [
        {
          choice: 'stands',
          writer: isAsItWas
            ? writerText(said.serverBy, said.serverName, said.serverAt)
            : t('conflicts.changedSince'),
          written: concerned,
        },
        {
          choice: 'other',
          writer: writerText(said.otherBy, said.otherName, said.at, said.otherDevice === deviceId),
          written: other,
        },
      ],
      hindrance: hindranceOf(said, definition, other, concerned),
    };
  };
  return computed(() =>
    // In the first seconds the words and the kinds are still on their way.
    (registry.isWhole.value ? open.value : [])
      .filter(
        ({ said, concerned }) =>
          (documentId === undefined || concerned.id === documentId) &&
          maySettle(account, said.collection, concerned, tree.value),
      )
      .map(inWords),
  );
}

function useOpenConflicts(): Readonly<ShallowRef<readonly OpenConflict[]>> {
  const { repositories } = useOpenSession();
  const open = shallowRef<readonly OpenConflict[]>([]);
  let stop: (() => void) | undefined;
  let isOver = false;
  const begin = async (): Promise<void> => {
    const conflicts = await repositories.conflicts.load();
    if (isOver) return;
    stop = conflicts.watchOpen().subscribe((now) => {
      open.value = now;
    });
  };
  void begin();
  onScopeDispose(() => {
    isOver = true;
    stop?.();
  });
  return open;
}
