// The wire contract as an OpenAPI document, made from the schemas that the server itself parses with.
import * as z from 'zod/mini';
import { protocolVersion } from '../../shared/sync/protocol-version.ts';
import { schemasByName } from './contract-schemas.ts';

type SchemaName = keyof typeof schemasByName;
type Operation = {
  readonly path: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly summary: string;
  readonly request?: SchemaName;
  readonly reply?: SchemaName;
  readonly isOpen?: true;
};

const onReports = (
  path: string,
  method: Operation['method'],
  summary: string,
  request: SchemaName | undefined,
  reply: SchemaName,
): Operation => ({
  ...{ path: `/api/reports${path}`, method, summary, reply },
  ...(request === undefined ? {} : { request }),
});

const operations: readonly Operation[] = [
  onReports(
    '',
    'get',
    'Reports of a unit: its own, or the final ones of a unit below',
    undefined,
    'reportList',
  ),
  onReports('', 'post', 'A new draft from the records', 'newReport', 'reportReply'),
  onReports('/{id}', 'get', 'A report with its facts and checks', undefined, 'reportReply'),
  onReports('/{id}', 'put', 'Its text as edited over a revision', 'reportEdit', 'reportReply'),
  onReports('/{id}/compare', 'post', 'What its figures would say now', undefined, 'reportComparison'),
  onReports('/{id}/refresh', 'post', 'Takes present figures over', 'reportRefresh', 'reportReply'),
  onReports('/{id}/move', 'post', 'Sends, takes back, finalises, numbers', 'reportMove', 'reportReply'),
  onReports('/{id}/file', 'post', 'An address of its file, for a minute', 'reportFile', 'ledgerFileReply'),
  {
    path: '/api/recovery/place',
    method: 'get',
    summary: 'The highest number of a save that this device ever sent',
    reply: 'placeReply',
  },
  {
    path: '/api/recovery/{collection}/offer',
    method: 'post',
    summary: 'After a restore: which of these contents the server lacks',
    ...{ request: 'offer', reply: 'offerReply' },
  },
  {
    path: '/api/recovery/{collection}/bring',
    method: 'post',
    summary: 'After a restore: documents that the server lacks',
    ...{ request: 'bring', reply: 'bringReply' },
  },
  {
    path: '/api/sealed',
    method: 'post',
    summary: 'A save sealed to the key of the server, signed by its device; needs no session',
    ...{ request: 'sealedItem', reply: 'sealedReply', isOpen: true },
  },
  {
    path: '/api/device/key',
    method: 'post',
    summary: 'Registers the key with which a device signs; tells the key of the server',
    ...{ request: 'deviceKey', reply: 'deviceKeyReply' },
  },
  {
    path: '/api/device/report',
    method: 'post',
    summary: 'How a device stands, signed by it; told whether it is to be erased',
    ...{ request: 'signedReport', reply: 'deviceReportReply', isOpen: true },
  },
  { path: '/api/inbox', method: 'get', summary: 'What was refused or came back', reply: 'inboxReply' },
  {
    path: '/api/inbox',
    method: 'post',
    summary: 'Accepts, lays aside, judges once more as it came or as it is put right',
    ...{ request: 'inboxAct', reply: 'inboxActReply' },
  },
  {
    path: '/api/inbox/dealt-with',
    method: 'post',
    summary: 'What superiors did with one’s own refused rows',
    ...{ request: 'dealtWithQuestion', reply: 'dealtWithReply' },
  },
  {
    path: '/api/session',
    method: 'post',
    summary: 'Sign in',
    request: 'sessionRequest',
    reply: 'sessionReply',
    isOpen: true,
  },
  { path: '/api/session', method: 'delete', summary: 'Sign out' },
  {
    path: '/api/session/refresh',
    method: 'post',
    summary: 'The next pair of tokens',
    request: 'refreshRequest',
    reply: 'sessionReply',
    isOpen: true,
  },
  {
    path: '/api/sync/{collection}/pull',
    method: 'get',
    summary: 'One page of changes, or given ids',
    reply: 'pullReply',
  },
  {
    path: '/api/sync/{collection}/push',
    method: 'post',
    summary: 'Rows out, a verdict per row back',
    request: 'pushRequest',
    reply: 'pushReply',
  },
  { path: '/api/sync/stream', method: 'get', summary: 'Server-sent pokes', reply: 'poke' },
  {
    path: '/api/query/{collection}',
    method: 'post',
    summary: 'Documents in scope by conditions',
    request: 'queryRequest',
    reply: 'queryReply',
  },
  {
    path: '/api/figures',
    method: 'post',
    summary: 'Figures of a unit and a period',
    request: 'figureQuestion',
    reply: 'figureReply',
  },
  {
    path: '/api/figures/outcomes',
    method: 'post',
    summary: 'What units reached of the outcomes that tasks are measured by',
    request: 'outcomeQuestions',
    reply: 'outcomesReply',
  },
  {
    path: '/api/figures/statistics',
    method: 'post',
    summary: 'All figures and rates of a unit and a period, compared with another',
    request: 'statisticsQuestion',
    reply: 'statisticsReply',
  },
  {
    path: '/api/figures/months',
    method: 'post',
    summary: 'The same month by month',
    request: 'figureQuestion',
    reply: 'monthsReply',
  },
  {
    path: '/api/figures/records',
    method: 'post',
    summary: 'The records that one figure counts, page by page',
    request: 'figureRecordsQuestion',
    reply: 'figureRecordsReply',
  },
  {
    path: '/api/figures/file',
    method: 'post',
    summary: 'The address of the table as a workbook, good for a minute',
    request: 'statisticsFileRequest',
    reply: 'ledgerFileReply',
  },
  { path: '/api/figures/file/{token}', method: 'get', summary: 'The workbook', isOpen: true },
  {
    path: '/api/ledgers',
    method: 'post',
    summary: 'Records of a ledger',
    request: 'ledgerQuestion',
    reply: 'ledgerReply',
  },
  {
    path: '/api/ledgers/file',
    method: 'post',
    summary: 'The address of a file, good for a minute',
    request: 'ledgerFileRequest',
    reply: 'ledgerFileReply',
  },
  { path: '/api/ledgers/file/{token}', method: 'get', summary: 'The file', isOpen: true },
  {
    path: '/api/periods',
    method: 'post',
    summary: 'Months of a unit and of those below it: records, what waits, locks',
    request: 'periodsQuestion',
    reply: 'periodsReply',
  },
  {
    path: '/api/periods/sample',
    method: 'post',
    summary: 'Records of a month to look at before it is confirmed',
    request: 'periodSampleQuestion',
    reply: 'periodSampleReply',
  },
  {
    path: '/api/history',
    method: 'post',
    summary: 'The version of a record that was last decided upon, and its steps',
    request: 'historyRequest',
    reply: 'historyReply',
  },
  {
    path: '/api/unmask',
    method: 'post',
    summary: 'A person with her whole numbers, for a reason that is written down',
    request: 'unmaskRequest',
    reply: 'unmaskReply',
  },
  {
    path: '/api/blobs',
    method: 'post',
    summary: 'Announce a photo',
    request: 'blobRequest',
    reply: 'blobReply',
  },
  { path: '/api/blobs/{sha256}/{index}', method: 'put', summary: 'One chunk of a photo', reply: 'blobReply' },
  { path: '/api/blobs/{sha256}/commit', method: 'post', summary: 'All chunks are there', reply: 'blobReply' },
  { path: '/api/blobs/{sha256}', method: 'get', summary: 'The photo without its metadata' },
  { path: '/api/health', method: 'get', summary: 'Alive', isOpen: true },
  { path: '/api/ready', method: 'get', summary: 'Ready', isOpen: true },
  {
    path: '/api/metrics',
    method: 'get',
    summary: 'Counts for who runs it, from the machine itself',
    isOpen: true,
  },
  {
    path: '/api/operator',
    method: 'get',
    summary: 'Who runs this',
    reply: 'operatorReply',
    isOpen: true,
  },
];

const reference = (name: SchemaName) => ({ $ref: `#/components/schemas/${name}` });
const json = (name: SchemaName) => ({ content: { 'application/json': { schema: reference(name) } } });

/** OpenAPI 3.1, whose schemas are JSON Schema as zod writes it. */
export function contractDocument(): Readonly<Record<string, unknown>> {
  const schemas = Object.entries(schemasByName).map(
    ([name, schema]) => [name, z.toJSONSchema(schema, { unrepresentable: 'any' })] as const,
  );
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  return {
    openapi: '3.1.0',
    info: { title: 'Banbiantian sync protocol', version: String(protocolVersion) },
    paths,
    components: {
      schemas: Object.fromEntries(schemas),
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function describe(operation: Operation): Readonly<Record<string, unknown>> {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  return {
    summary: operation.summary,
    parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...(operation.request === undefined
      ? {}
      : { requestBody: { required: true, ...json(operation.request) } }),
    responses: {
      '200': { description: 'Done', ...(operation.reply === undefined ? {} : json(operation.reply)) },
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: reference('problem') } },
      },
    },
    security: operation.isOpen === true ? [] : [{ accessToken: [] }],
  };
}
