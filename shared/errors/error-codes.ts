// Every error that crosses a boundary: its meaning, HTTP status, and what the person can do, in words.

import { conflictErrorCodes } from './conflict-error-codes.ts';
import { inboxErrorCodes } from './inbox-error-codes.ts';
import { reportErrorCodes } from './report-error-codes.ts';
import { sealedErrorCodes } from './sealed-error-codes.ts';

type ErrorEntry = {
  readonly status: number;
  readonly retryable: boolean;
  readonly zh: string;
  readonly en: string;
};

/** Codes are readable words; the messages are what a person sees. Row codes have status 200: a row is never a 4xx. */
export const errorCodes = {
  // whole requests
  badRequest: {
    status: 400,
    retryable: false,
    zh: '请求格式不对。',
    en: 'The request is not in the expected form.',
  },
  badCheckpoint: {
    status: 400,
    retryable: false,
    zh: '同步位置无效，请重新同步。',
    en: 'The sync position is not valid; sync again from the start.',
  },
  signInNeeded: {
    status: 401,
    retryable: false,
    zh: '登录已过期，请重新登录。记录照常保存在本机。',
    en: 'Please sign in again. Your records stay safe on this device.',
  },
  wrongPassword: {
    status: 401,
    retryable: false,
    zh: '账号或密码不对。',
    en: 'Account or password is wrong.',
  },
  tooManyTries: {
    status: 429,
    retryable: true,
    zh: '尝试次数太多，请稍后再试。',
    en: 'Too many tries; please wait a little.',
  },
  notAllowed: {
    status: 403,
    retryable: false,
    zh: '这个账号不能做这件事。',
    en: 'This account may not do that.',
  },
  weakPassword: {
    status: 400,
    retryable: false,
    zh: '密码太简单：至少8个字符，不能是账号名或常见密码。',
    en: 'The password is too weak: at least 8 characters, neither the account nor a common one.',
  },
  badAccount: {
    status: 400,
    retryable: false,
    zh: '这个账号建不了，请换一个账号名。',
    en: 'This account cannot be made; please choose another name for it.',
  },
  badOrgTree: {
    status: 400,
    retryable: false,
    zh: '单位表读不出来：第一行应为 code,name,parent,level，每行一个单位。',
    en: 'The org tree cannot be read: the first line is code,name,parent,level, then one unit a line.',
  },
  alreadySetUp: {
    status: 409,
    retryable: false,
    zh: '已经有人设置好了，请刷新页面后登录。',
    en: 'Somebody has set it up already; reload the page and sign in.',
  },
  demonstrationBegun: {
    status: 409,
    retryable: false,
    zh: '这里已经开始准备演示数据：请等它完成；要正式使用，请另用一个空的数据目录。',
    en: 'A demonstration was begun here: wait for its end, or begin in an empty data directory.',
  },
  notFound: { status: 404, retryable: false, zh: '没有找到。', en: 'Not found.' },
  epochChanged: {
    status: 409,
    retryable: false,
    zh: '服务器数据已恢复，需要重新核对。',
    en: 'The server was restored; the device must compare again.',
  },
  scopeChanged: {
    status: 409,
    retryable: false,
    zh: '您的范围有变化，需要重新下载。',
    en: 'Your scope changed; the device must download again.',
  },
  ...inboxErrorCodes,
  ...reportErrorCodes,
  ...sealedErrorCodes,
  tooLarge: { status: 413, retryable: false, zh: '一次发送的内容太大。', en: 'Too much was sent at once.' },
  wrongContentType: {
    status: 415,
    retryable: false,
    zh: '请求类型不对。',
    en: 'The content type is not accepted.',
  },
  updateNeeded: {
    status: 426,
    retryable: false,
    zh: '应用需要更新，记录照常保存。',
    en: 'Please update the app; recording goes on.',
  },
  notReady: {
    status: 503,
    retryable: true,
    zh: '服务器还没准备好，稍后自动重试。',
    en: 'The server is not ready; it will be tried again.',
  },
  storageUnavailable: {
    status: 503,
    retryable: true,
    zh: '服务器现在存不进数据，记录都在本机，稍后自动重试。',
    en: 'The server cannot store anything now; your records are safe on this device and will be tried again.',
  },
  defect: {
    status: 500,
    retryable: true,
    zh: '服务器出错了，记录没有丢，稍后自动重试。',
    en: 'Something went wrong on the server; nothing is lost and it will be tried again.',
  },
  // rows: quarantined, kept and shown to the author
  ...conflictErrorCodes,
  rowFailed: {
    status: 200,
    retryable: false,
    zh: '服务器处理这条记录时出错。内容完好，保留在本机，可以重新上传。',
    en: 'The server failed on this record. It is whole and kept on this device; it can be sent again.',
  },
  malformedDocument: {
    status: 200,
    retryable: false,
    zh: '记录的格式不完整。',
    en: 'The record is not complete in form.',
  },
  unsafeText: {
    status: 200,
    retryable: false,
    zh: '内容里有无法保存的字符。',
    en: 'The text holds characters that cannot be stored.',
  },
  tooDeep: { status: 200, retryable: false, zh: '内容层次太深。', en: 'The content is nested too deeply.' },
  documentTooLarge: {
    status: 200,
    retryable: false,
    zh: '这条记录太大（超过1兆）。',
    en: 'This record is too large (over 1 MiB).',
  },
  unknownType: {
    status: 200,
    retryable: false,
    zh: '服务器不认识这种记录。',
    en: 'The server does not know this kind of record.',
  },
  definitionTooNew: {
    status: 200,
    retryable: false,
    zh: '表单版本比服务器新，请稍后再报。',
    en: 'The form is newer than the server; please send it later.',
  },
  invalidValue: {
    status: 200,
    retryable: false,
    zh: '有一项填写不符合要求。',
    en: 'A value does not meet its rule.',
  },
  invalidDate: { status: 200, retryable: false, zh: '日期不对。', en: 'The date is not valid.' },
  unknownUnit: { status: 200, retryable: false, zh: '没有这个单位。', en: 'There is no such unit.' },
  recordOutsideScope: {
    status: 200,
    retryable: false,
    zh: '这条记录不在您的范围内。',
    en: 'This record is outside your scope.',
  },
  notRecordedHere: {
    status: 200,
    retryable: false,
    zh: '这一级不记这种记录。',
    en: 'This level does not make this kind of record.',
  },
  wrongContinuation: {
    status: 200,
    retryable: false,
    zh: '这条记录要接在一条对应的记录后面，没有找到它接的是哪一条。',
    en: 'This record continues another one, but does not say rightly which.',
  },
  deletionNotAllowed: {
    status: 200,
    retryable: false,
    zh: '已审或未收到的记录不能删除。',
    en: 'An approved or unseen record cannot be deleted.',
  },
  idAlreadyUsed: {
    status: 200,
    retryable: false,
    zh: '编号已被另一条记录使用。',
    en: 'The id belongs to another record.',
  },
  recordClosed: {
    status: 200,
    retryable: false,
    zh: '这条记录已作废或归档，不能再改。',
    en: 'This record is void or archived and takes no edits.',
  },
  clonedDevice: {
    status: 200,
    retryable: false,
    zh: '这台设备的数据可能被复制过，请重新登记设备。',
    en: 'This device seems to be a copy of another; please enrol it again.',
  },
  supersededEdit: {
    status: 200,
    retryable: false,
    zh: '同一台设备后来的修改先到了，这一份没有采用，内容原样保留。',
    en: 'A later edit of the same device arrived first. This one was not taken; it is kept as it is.',
  },
  foreignEdit: {
    status: 200,
    retryable: false,
    zh: '这次修改不是本机做的，已另外保存。',
    en: 'This edit was not made on this device; it was kept apart.',
  },
  changedSinceReview: {
    status: 200,
    retryable: false,
    zh: '审核后记录又有修改，请看新稿再审。',
    en: 'The record changed since it was reviewed; please look at the new version.',
  },
  notTheReviewer: {
    status: 200,
    retryable: false,
    zh: '您不能审核这条记录。',
    en: 'You may not review this record.',
  },
  periodLocked: {
    status: 200,
    retryable: false,
    zh: '这个月已经确认锁定，要改请上级先解锁。',
    en: 'This month is confirmed and locked; ask the level that locked it to open it first.',
  },
  periodMoved: {
    status: 200,
    retryable: false,
    zh: '这个月在您操作之前已有别的确认或解锁，请看最新情况再办。',
    en: 'This month was confirmed or opened by somebody else meanwhile; please look again.',
  },
  periodNotOver: {
    status: 200,
    retryable: false,
    zh: '这个月还没过完，过完再确认。',
    en: 'This month has not ended yet; confirm it when it has.',
  },
  mayNotLock: {
    status: 200,
    retryable: false,
    zh: '这个月不由您确认或解锁：县和市确认，谁锁定由谁或其上级解锁。',
    en: 'This month is not yours to confirm or open: county and city confirm; who locked it, or a level above, opens it.',
  },
  mayNotDelegate: {
    status: 200,
    retryable: false,
    zh: '只有县、乡镇的审核人能把本单位的审核委托给别人。',
    en: 'Only reviewers of county and township hand on the review of their own unit.',
  },
  unknownDelegate: {
    status: 200,
    retryable: false,
    zh: '没有这个账号，或它不是本单位或上一级的审核账号。',
    en: 'There is no such account, or it reviews neither in this unit nor in the one above.',
  },
  wrongLink: {
    status: 200,
    retryable: false,
    zh: '关联的不是同类的有效记录，或它自己已关联到别的记录。',
    en: 'The link is not to a valid record of the same kind, or that one is itself linked to another.',
  },
  decisionNeedsReason: {
    status: 200,
    retryable: false,
    zh: '退回、作废或解锁要写明原因。',
    en: 'A return, a voiding or an opening needs a reason.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCodes;

/** True when `value` is one of the codes above. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCodes, value);
}
