// How many tests passed, failed and were skipped: read from each runner's own report, and added up.
import { z } from 'zod';

export type TestCounts = { readonly passed: number; readonly failed: number; readonly skipped: number };

export const noTests: TestCounts = { passed: 0, failed: 0, skipped: 0 };

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The last line of a run: `3 passed, 0 failed`, with `, 1 skipped` when any was. */
export function countsLine(counts: TestCounts): string {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

/**
 * Counts of one vitest run. A file that fails without a failed test (before its first one, or while it prepares or tidies up,
 * whose tests then count as skipped), a run that leaves no report, and a run that ends badly without a failed test (an unhandled
 * error, a crash) count as one failure each: none may look green.
 */
export function vitestCounts(reportText: string | undefined, exitCode: number | null): TestCounts {
  if (reportText === undefined) return { ...noTests, failed: 1 };
  const report = vitestReport.parse(JSON.parse(reportText));
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
