// One row of a push before any SQL sees it: safe values, a whole envelope, true dates, a known kind, the sender's stamp.
import { hash } from 'node:crypto';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { ErrorCode } from '../../shared/errors/error-codes.ts';
import { contentText } from '../../shared/records/content-hash.ts';
import { isJsonObject } from '../../shared/records/json-value.ts';
import {
  syncedDocumentSchema,
  type CollectionName,
  type SyncedDocument,
} from '../../shared/records/record.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { carryOverType, periodLockType } from '../../shared/review/period-lock.ts';
import { settlementType } from '../../shared/conflicts/settlement-type.ts';
import { reviewDelegationType } from '../../shared/review/review-delegation.ts';
import type { PushRequest } from '../../shared/sync/protocol.ts';
import { pushLimits } from '../../shared/sync/protocol-version.ts';
import { rawJsonText } from './raw-json.ts';
import { findValueFault, isUnsafeText } from './screen-value.ts';

/** What `decisions` holds: words on a record, on a month, on who reviews, and on what is right of two values. */
const decisionTypes: ReadonlySet<string> = new Set([
  'decision',
  ...[periodLockType, carryOverType, reviewDelegationType, settlementType],
]);

export type PushRow = PushRequest['rows'][number];

/** Why a row goes to quarantine: the code and the ids of the fields at fault. */
export type RowFault = { readonly code: ErrorCode; readonly fields: readonly string[] };

/** What every row has, good or bad: safe keys for the receipt. */
export type RowIdentity = {
  /** As sent, echoed in the verdict. */
  readonly mutationId: string;
  readonly id: string;
  /** Safe to store: the mutation id itself, or its hash when it holds what no database takes. */
  readonly receiptId: string;
  readonly contentHash: string;
  readonly seq: number;
  readonly row: PushRow;
};

export type ScreenedRow = RowIdentity &
  (
    | {
        readonly isGood: true;
        readonly document: SyncedDocument;
        readonly definition: RecordDefinition | undefined;
        readonly baseHash: string | undefined;
        /** The stamp is another device's: never an edit of the sender. */
        readonly isForeign: boolean;
      }
    | { readonly isGood: false; readonly fault: RowFault }
  );

export type ScreenContext = {
  readonly collection: CollectionName;
  readonly deviceId: string;
  readonly registry: Registry;
};

/** Screens one row. Total: whatever came, something comes back that can be kept. */
export function screenRow(row: PushRow, context: ScreenContext): ScreenedRow {
  const valueFault = findValueFault(row.newDocumentState, pushLimits);
  if (valueFault !== null) return badRow(row, { code: valueFault.code, fields: fieldIdsOf(valueFault.path) });
  const text = JSON.stringify(row.newDocumentState) ?? 'null';
  if (Buffer.byteLength(text) > pushLimits.documentBytes)
    return badRow(row, { code: 'documentTooLarge', fields: [] });
  const parsed = syncedDocumentSchema.safeParse(row.newDocumentState);
  if (!parsed.success)
    return badRow(row, envelopeFault(parsed.error.issues.map((issue) => issue.path.map(String))));
  const document = parsed.data;
  const broken = dateFault(document) ?? stampFault(row, document);
  if (broken !== null) return badRow(row, broken);
  const isForeign = document.edit.deviceId !== context.deviceId;
  const named = identityOf(row, document.id, hashOf(document), document.edit.seq);
  const receiptId = isForeign ? `via ${context.deviceId} ${named.receiptId}` : named.receiptId;
  const identity = { ...named, receiptId };
  const fault = kindFault(document, context);
  // A newer server may know the kind when the same row comes again: it is the same edit then.
  if (fault !== null) return { ...identity, isGood: false, fault };
  return {
    ...identity,
    isGood: true,
    document,
    definition: context.registry.get(document.type),
    baseHash: baseHashOf(row),
    isForeign,
  };
}

/** `contentHash`, by the machine's own SHA-256: every row that comes is hashed. */
function hashOf(document: SyncedDocument): string {
  return hash('sha256', contentText(document));
}

function badRow(row: PushRow, fault: RowFault): ScreenedRow {
  const state = row.newDocumentState;
  const id =
    isJsonObject(state) && typeof state['id'] === 'string' && /^[A-Za-z0-9-]{1,64}$/.test(state['id'])
      ? state['id']
      : '';
  return { ...identityOf(row, id, hash('sha256', rawJsonText(state)), 0), isGood: false, fault };
}

function identityOf(row: PushRow, id: string, contentHash: string, seq: number): RowIdentity {
  const receiptId = isUnsafeText(row.mutationId)
    ? `unsafe-${hash('sha256', JSON.stringify(row.mutationId))}`
    : row.mutationId;
  return { mutationId: row.mutationId, id, receiptId, contentHash, seq, row };
}

/** `values.attended` → `attended`; elsewhere the envelope field itself. */
function fieldIdsOf(path: readonly string[]): readonly string[] {
  const id = path[0] === 'values' && path[1] !== undefined ? path[1] : path[0];
  return id === undefined ? [] : [id];
}

function envelopeFault(paths: readonly (readonly string[])[]): RowFault {
  const fields = [...new Set(paths.flatMap((path) => fieldIdsOf(path)))];
  return {
    code: fields.length === 1 && fields[0] === 'occurredOn' ? 'invalidDate' : 'malformedDocument',
    fields,
  };
}

function dateFault(document: SyncedDocument): RowFault | null {
  const wrong = [
    ...(isCalendarDate(document.occurredOn) ? [] : ['occurredOn']),
    ...['createdAt', 'updatedAt'].filter((field) => !isInstant(document[field])),
  ];
  return wrong.length === 0 ? null : { code: 'invalidDate', fields: wrong };
}

/** A day that exists, in a year that people can mean. */
function isCalendarDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return (
    !Number.isNaN(date.getTime()) &&
    date.toISOString().slice(0, 10) === text &&
    text >= '1900-01-01' &&
    text < '2200-01-01'
  );
}

function isInstant(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

/** The mutation id says which save of which device on which document this is. */
function stampFault(row: PushRow, document: SyncedDocument): RowFault | null {
  const { deviceId, seq } = document.edit;
  return row.mutationId === `${deviceId}:${document.id}:${seq}`
    ? null
    : { code: 'malformedDocument', fields: ['edit'] };
}

function kindFault(document: SyncedDocument, { collection, registry }: ScreenContext): RowFault | null {
  if (collection === 'decisions')
    return decisionTypes.has(document.type) ? null : { code: 'unknownType', fields: ['type'] };
  if (collection === 'orgUnits' || collection === 'conflicts')
    return { code: 'recordOutsideScope', fields: [] };
  const definition = registry.get(document.type);
  if (definition === undefined || definition.collection !== collection)
    return { code: 'unknownType', fields: ['type'] };
  return document.definitionVersion > definition.version
    ? { code: 'definitionTooNew', fields: ['definitionVersion'] }
    : null;
}

/** The hash of what the device started from; undefined when it names no base that could be one. */
function baseHashOf(row: PushRow): string | undefined {
  if (row.assumedMasterState === undefined || findValueFault(row.assumedMasterState, pushLimits) !== null)
    return undefined;
  const base = syncedDocumentSchema.safeParse(row.assumedMasterState);
  return base.success ? hashOf(base.data) : undefined;
}
