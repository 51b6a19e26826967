// What the routes find in Hono's context, and the parts of the server that they call.
import type { Context } from 'hono';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import type { CallLimit } from '../access/call-limit.ts';
import type { Caller } from '../access/caller.ts';
import type { DownloadTokens } from '../access/download-tokens.ts';
import type { OrgTrees } from '../access/org-trees.ts';
import type { Sessions } from '../access/sessions.ts';
import type { ExportLedger } from '../audit/export-ledger.ts';
import type { UnmaskPerson } from '../audit/unmask-person.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { AnswerGrades } from '../grading/answer-grades.ts';
import type { AnswerFigures } from '../indicators/answer-figures.ts';
import type { AnswerFigureRecords } from '../indicators/answer-figure-records.ts';
import type { AnswerOutcomes } from '../indicators/answer-outcomes.ts';
import type { AnswerMonths, AnswerStatistics } from '../indicators/answer-statistics.ts';
import type { ExportStatistics } from '../audit/export-statistics.ts';
import type { AnswerLedger } from '../ledgers/answer-ledger.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { SetUp } from '../operations/set-up.ts';
import type { ReadPeriods } from '../periods/read-periods.ts';
import type { Recovery } from '../recovery/bring-documents.ts';
import type { Inbox } from '../recovery/inbox.ts';
import type { ReportDesk } from '../reports/report-desk.ts';
import type { DeviceDesk } from '../sealed/device-desk.ts';
import type { TakeSealed } from '../sealed/take-sealed.ts';
import type { Store } from '../store/store.ts';
import type { Photos } from '../sync/accept-photo.ts';
import type { AcceptPush } from '../sync/accept-push.ts';
import type { ChangeFeed } from '../sync/change-feed.ts';
import type { ReadHistory } from '../sync/read-history.ts';
import type { ReadPull } from '../sync/read-pull.ts';
import type { RunQuery } from '../sync/run-query.ts';

export type ServerEnv = { Variables: { caller: Caller; requestId: string } };
export type ServerContext = Context<ServerEnv>;

/** Everything that HTTP is a door to. */
export type Services = {
  readonly config: Pick<
    Config,
    'publicUrl' | 'trustProxy' | 'clientDir' | 'blobDir' | 'filingNumber' | 'feedbackContact'
  >;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly store: Store;
  readonly registry: Registry;
  readonly sessions: Sessions;
  readonly acceptPush: AcceptPush;
  readonly readPull: ReadPull;
  readonly runQuery: RunQuery;
  readonly readHistory: ReadHistory;
  readonly answerFigures: AnswerFigures;
  readonly answerOutcomes: AnswerOutcomes;
  readonly answerGrades: AnswerGrades;
  readonly answerStatistics: AnswerStatistics;
  readonly answerMonths: AnswerMonths;
  readonly answerFigureRecords: AnswerFigureRecords;
  readonly exportStatistics: ExportStatistics;
  readonly answerLedger: AnswerLedger;
  readonly exportLedger: ExportLedger;
  readonly unmaskPerson: UnmaskPerson;
  readonly readPeriods: ReadPeriods;
  readonly reportDesk: ReportDesk;
  readonly recovery: Recovery;
  readonly inbox: Inbox;
  readonly downloads: DownloadTokens;
  readonly trees: OrgTrees;
  readonly feed: ChangeFeed;
  readonly photos: Photos;
  readonly setUp: SetUp;
  readonly takeSealed: TakeSealed;
  readonly deviceDesk: DeviceDesk;
  /** For calls without a session. */
  readonly sealedLimit: { readonly address: CallLimit; readonly device: CallLimit };
};
