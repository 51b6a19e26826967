// Storage schemas of the local collections. A changed text under the same version cannot be opened: append versions.
import type { RxJsonSchema } from 'rxdb';
import type { Draft, PhotoEntry, QuarantineEntry, Receipt, Setting } from './local-documents.ts';

const text = (maxLength: number) => ({ type: 'string', maxLength }) as const;
const open = { type: 'object', additionalProperties: true } as const;

export const draftSchema: RxJsonSchema<Draft> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: text(64),
    type: text(60),
    definitionVersion: { type: 'integer' },
    recordId: text(64),
    entry: open,
    base: open,
    refusedId: text(200),
    createdAt: text(40),
    updatedAt: text(40),
  },
  required: ['id', 'type', 'definitionVersion', 'recordId', 'entry', 'createdAt', 'updatedAt'],
};

export const quarantineSchema: RxJsonSchema<QuarantineEntry> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: text(200),
    collectionName: text(40),
    documentId: text(64),
    type: text(60),
    seq: { type: 'integer' },
    code: text(60),
    message: { type: 'string' },
    fields: { type: 'array', items: { type: 'string' } },
    document: open,
    keptBy: text(10),
    at: text(40),
    isOpen: { type: 'boolean' },
  },
  required: [
    'id',
    'collectionName',
    'documentId',
    'type',
    'seq',
    'code',
    'message',
    'fields',
    'document',
    'keptBy',
    'at',
    'isOpen',
  ],
};

export const receiptSchema: RxJsonSchema<Receipt> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: text(64),
    collectionName: text(40),
    seq: { type: 'integer' },
    rev: { type: 'integer' },
    status: text(20),
    at: text(40),
  },
  required: ['id', 'collectionName', 'seq', 'rev', 'status', 'at'],
};

export const photoSchema: RxJsonSchema<PhotoEntry> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: text(64),
    storedAs: text(64),
    mime: text(60),
    bytes: { type: 'integer' },
    state: text(20),
    at: text(40),
  },
  required: ['id', 'storedAs', 'mime', 'bytes', 'state', 'at'],
};

export const settingSchema: RxJsonSchema<Setting> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: text(100), value: {} },
  required: ['id'],
};
