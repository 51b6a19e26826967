// The one error class that carries a code across layers; everything else thrown is a defect.
import { errorCodes, type ErrorCode } from './error-codes.ts';

/** A known failure of a whole request. `detail` is for the log and the developer, never the content of a record. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryAfterSeconds: number | undefined;
  constructor(code: ErrorCode, detail?: string, retryAfterSeconds?: number) {
    super(detail ?? errorCodes[code].en);
    this.name = 'AppError';
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
