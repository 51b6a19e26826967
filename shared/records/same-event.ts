// 同一活动: which records of other units seem to tell of the same event, proposed by day, kind, place and who took part.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import { isCounted } from '../indicators/evaluate-indicator.ts';
import type { SyncedDocument, UnitId } from './record.ts';

/** A record that may tell of the same event, and what speaks for it beside day and kind. */
export type SameEventProposal = {
  readonly record: SyncedDocument;
  readonly isSamePlace: boolean;
  /** One of the two names the other's unit as host or partner. */
  readonly isPartner: boolean;
};

/** May `host` be the record by which the event of `linked` is counted? */
export function mayStandFor(host: SyncedDocument, linked: SyncedDocument): boolean {
  const isThere = !host._deleted && host.reviewState !== 'void';
  return isThere && host.id !== linked.id && host.type === linked.type && isCounted(host);
}

/**
 * Proposals for one record, the likeliest first; nothing is linked by itself. Events only: a standing record is nobody
 * else's. Records of the same unit are its own doubles, not another unit's.
 */
export function sameEventProposals(
  record: SyncedDocument,
  candidates: readonly SyncedDocument[],
  definition: RecordDefinition,
): readonly SameEventProposal[] {
  if (definition.life !== 'event' || !isCounted(record)) return [];
  return candidates
    .filter(
      (other) =>
        other.occurredOn === record.occurredOn &&
        other.orgUnitId !== record.orgUnitId &&
        mayStandFor(other, record),
    )
    .map((other) => ({
      record: other,
      isSamePlace: isSamePlace(record, other),
      isPartner: isPartner(record, other),
    }))
    .filter(({ isSamePlace: place, isPartner: partner }) => place || partner)
    .sort((a, b) => weightOf(b) - weightOf(a) || (a.record.id < b.record.id ? -1 : 1));
}

function weightOf({ isSamePlace: place, isPartner: partner }: SameEventProposal): number {
  return (partner ? 2 : 0) + (place ? 1 : 0);
}

function isPartner(one: SyncedDocument, other: SyncedDocument): boolean {
  return names(one, other.orgUnitId) || names(other, one.orgUnitId) || isSameHost(one, other);
}

function names({ hostUnitId, partnerUnitIds }: SyncedDocument, unit: UnitId): boolean {
  return hostUnitId === unit || partnerUnitIds.includes(unit);
}

/** Both say that a third unit held it. */
function isSameHost(one: SyncedDocument, other: SyncedDocument): boolean {
  return one.hostUnitId === other.hostUnitId;
}

/** 花果村文化广场 and 文化广场 are one place; blanks and full-width forms do not matter. */
function isSamePlace(one: SyncedDocument, other: SyncedDocument): boolean {
  const [mine, theirs] = [placeOf(one), placeOf(other)];
  if (mine.length < 2 || theirs.length < 2) return false;
  return mine.includes(theirs) || theirs.includes(mine);
}

function placeOf({ values }: SyncedDocument): string {
  const place = values['place'] ?? values['whom'];
  return typeof place === 'string' ? place.normalize('NFKC').replaceAll(/\s/g, '') : '';
}
