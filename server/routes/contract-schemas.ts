// The schemas of the wire contract by name: those that the server itself parses with.
import { figureQuestionSchema, figureReplySchema } from '../../shared/indicators/figures-protocol.ts';
import { outcomeQuestionsSchema, outcomesReplySchema } from '../../shared/indicators/outcomes-protocol.ts';
import {
  figureRecordsQuestionSchema,
  figureRecordsReplySchema,
  monthsReplySchema,
  statisticsFileRequestSchema,
  statisticsQuestionSchema,
  statisticsReplySchema,
} from '../../shared/indicators/statistics-protocol.ts';
import {
  ledgerFileReplySchema,
  ledgerFileRequestSchema,
  ledgerQuestionSchema,
  ledgerReplySchema,
} from '../../shared/ledgers/ledger-protocol.ts';
import {
  periodSampleQuestionSchema,
  periodSampleReplySchema,
  periodsQuestionSchema,
  periodsReplySchema,
} from '../../shared/review/periods-protocol.ts';
import {
  bringReplySchema,
  bringSchema,
  dealtWithQuestionSchema,
  dealtWithReplySchema,
  inboxActReplySchema,
  inboxActSchema,
  inboxReplySchema,
  offerReplySchema,
  offerSchema,
} from '../../shared/recovery/recovery-protocol.ts';
import { placeReplySchema } from '../../shared/recovery/place-protocol.ts';
import { historyReplySchema, historyRequestSchema } from '../../shared/review/history-protocol.ts';
import {
  newReportSchema,
  reportComparisonSchema,
  reportEditSchema,
  reportFileSchema,
  reportListSchema,
  reportMoveSchema,
  reportRefreshSchema,
  reportReplySchema,
} from '../../shared/reports/report-protocol.ts';
import {
  deviceKeyReplySchema,
  deviceKeySchema,
  deviceReportReplySchema,
  sealedItemSchema,
  sealedReplySchema,
  signedReportSchema,
} from '../../shared/sealed/sealed-protocol.ts';
import { operatorReplySchema } from '../../shared/org/operator-protocol.ts';
import { unmaskReplySchema, unmaskRequestSchema } from '../../shared/people/unmask-protocol.ts';
import { protocolSchemas } from '../../shared/sync/protocol.ts';

export const schemasByName = {
  ...protocolSchemas,
  dealtWithQuestion: dealtWithQuestionSchema,
  dealtWithReply: dealtWithReplySchema,
  figureQuestion: figureQuestionSchema,
  figureReply: figureReplySchema,
  outcomeQuestions: outcomeQuestionsSchema,
  outcomesReply: outcomesReplySchema,
  statisticsQuestion: statisticsQuestionSchema,
  statisticsReply: statisticsReplySchema,
  monthsReply: monthsReplySchema,
  figureRecordsQuestion: figureRecordsQuestionSchema,
  figureRecordsReply: figureRecordsReplySchema,
  statisticsFileRequest: statisticsFileRequestSchema,
  ledgerQuestion: ledgerQuestionSchema,
  ledgerReply: ledgerReplySchema,
  ledgerFileRequest: ledgerFileRequestSchema,
  ledgerFileReply: ledgerFileReplySchema,
  placeReply: placeReplySchema,
  offer: offerSchema,
  offerReply: offerReplySchema,
  bring: bringSchema,
  bringReply: bringReplySchema,
  inboxReply: inboxReplySchema,
  inboxAct: inboxActSchema,
  inboxActReply: inboxActReplySchema,
  periodsQuestion: periodsQuestionSchema,
  periodsReply: periodsReplySchema,
  periodSampleQuestion: periodSampleQuestionSchema,
  periodSampleReply: periodSampleReplySchema,
  historyRequest: historyRequestSchema,
  historyReply: historyReplySchema,
  unmaskRequest: unmaskRequestSchema,
  unmaskReply: unmaskReplySchema,
  sealedItem: sealedItemSchema,
  sealedReply: sealedReplySchema,
  deviceKey: deviceKeySchema,
  deviceKeyReply: deviceKeyReplySchema,
  signedReport: signedReportSchema,
  deviceReportReply: deviceReportReplySchema,
  operatorReply: operatorReplySchema,
  reportList: reportListSchema,
  newReport: newReportSchema,
  reportReply: reportReplySchema,
  reportEdit: reportEditSchema,
  reportComparison: reportComparisonSchema,
  reportRefresh: reportRefreshSchema,
  reportMove: reportMoveSchema,
  reportFile: reportFileSchema,
} as const;
