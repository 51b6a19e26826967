// Texts of reports that the server does not have yet: kept in the encrypted journal of this device until it has.
import type { Instant } from '../../shared/records/record.ts';
import type { Settings } from './settings.ts';

/** `edit` is what was to be sent, over the revision that it was typed on; still to be parsed by whoever reads it. */
export type KeptReportText = { readonly at: Instant; readonly edit: unknown };

export type ReportTextsRepository = {
  /** Durable when it resolves. */
  readonly keep: (reportId: string, text: KeptReportText) => Promise<void>;
  /** As it was kept, still to be parsed; undefined when there is none. */
  readonly read: (reportId: string) => Promise<unknown>;
  readonly forget: (reportId: string) => Promise<void>;
  /** How many reports have one. */
  readonly count: () => Promise<number>;
};

export function createReportTextsRepository(settings: Settings): ReportTextsRepository {
  const beginning = 'reportText:';
  const nameOf = (reportId: string): string => beginning + reportId;
  return {
    keep: (reportId, text) => settings.write(nameOf(reportId), text),
    read: (reportId) => settings.read(nameOf(reportId)),
    forget: (reportId) => settings.remove(nameOf(reportId)),
    count: async () => (await settings.names(beginning)).length,
  };
}
