// The cells of one line: what the plan of a ledger draws from a record or a person, its number excepted.
import { lineText, type DescribeOptions } from '../forms/describe-record.ts';
import { upgradeRecord } from '../forms/upgrade-record.ts';
import { masked } from '../people/mask-values.ts';
import type { DocumentId, SyncedDocument } from '../records/record.ts';
import { standingStateFor } from '../records/standing-state.ts';
import type { Registry } from '../record-types/define-registry.ts';
import { stateWords } from '../review/state-words.ts';
import type { LedgerColumnPlan, LedgerPlan } from './define-ledger.ts';
import type { LineSubject } from './ledger-question.ts';
import type { PersonOf } from './people-of.ts';
import {
  drawnCell,
  peopleNamed,
  type LedgerCell,
  type LedgerSubject,
  type LedgerSubjects,
} from './ledger-row.ts';

/** What stands around the lines. */
export type LedgerSurroundings = {
  /** Records that continue those of the ledger. */
  readonly continuations: readonly SyncedDocument[];
  /** Whom those may name. */
  readonly people: readonly SyncedDocument[];
};

type Source = LedgerPlan['sources'][number];
export type ReadLine = (line: LineSubject, source: Source) => readonly LedgerCell[];

export function createLineReader(
  columns: readonly LedgerColumnPlan[],
  { continuations }: Pick<LedgerSurroundings, 'continuations'>,
  personOf: PersonOf,
  options: DescribeOptions & { readonly registry: Pick<Registry, 'get'> },
): ReadLine {
  const about = groupByAbout(continuations);
  const subjectOf = (document: SyncedDocument): LedgerSubject | undefined => {
    const definition = options.registry.get(document.type);
    if (definition === undefined) return undefined;
    return { definition, entry: masked(definition, upgradeRecord(definition, document)) };
  };
  const personIn = (source: Source, document: SyncedDocument): LedgerSubject | undefined => {
    const ids = peopleNamed(source.definition, document);
    const person = ids.map((id) => personOf(id)).find((each) => each !== undefined);
    return person === undefined ? undefined : subjectOf(person);
  };
  return ({ document, unitId }, source) => {
    const { definition } = source;
    const entry = masked(definition, upgradeRecord(definition, document));
    const person = personIn(source, document);
    const continuing = (about.get(document.id) ?? []).filter(
      ({ reviewState, _deleted }) => reviewState !== 'void' && !_deleted,
    );
    const following = continuing
      .filter(({ orgUnitId }) => unitId === undefined || orgUnitId === unitId)
      .flatMap((record) => subjectOf(record) ?? []);
    const { label } = standingStateFor(unitId ?? document.orgUnitId, document, continuing, options.registry);
    const subjects = { definition, entry, following, ...(person === undefined ? {} : { person }) };
    return columns.map((column) =>
      column.cell === 'standing'
        ? (label?.[options.locale] ?? '')
        : cellOf(column, source, document, subjects, options),
    );
  };
}

function cellOf(
  { id, cell, total }: LedgerColumnPlan,
  source: Source,
  document: SyncedDocument,
  subjects: LedgerSubjects,
  options: DescribeOptions,
): LedgerCell {
  const { definition, entry } = subjects;
  const own = source.cells?.[id] ?? cell;
  if (typeof own === 'object') return drawnCell(own, subjects, total === true, options);
  if (own === 'unit') return options.unitName?.(document.orgUnitId) ?? document.orgUnitId;
  if (own === 'day') return { day: document.occurredOn };
  if (own === 'content') return lineText(definition.summary, definition, entry, options);
  if (own === 'review')
    return definition.collection === 'people' ? '' : stateWords[document.reviewState][options.locale];
  const title = lineText(definition.title, definition, entry, options);
  return `${definition.label[options.locale]}${options.locale === 'zh' ? '：' : ': '}${title}`;
}

function groupByAbout(
  records: readonly SyncedDocument[],
): ReadonlyMap<DocumentId, readonly SyncedDocument[]> {
  const groups = new Map<DocumentId, SyncedDocument[]>();
  for (const record of records) {
    if (record.aboutId === undefined) continue;
    const group = groups.get(record.aboutId);
    if (group === undefined) groups.set(record.aboutId, [record]);
    else group.push(record);
  }
  return groups;
}
