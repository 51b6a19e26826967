// Who runs this deployment, for anybody who opens it: its federation, its filing number, where to complain. Not part of replication.
import * as z from 'zod/mini';

/** '' where nothing was set. `federation` is '' before the first run. */
export const operatorReplySchema = z.object({
  federation: z.string(),
  /** 备案编号. */
  filingNumber: z.string(),
  /** 投诉建议: a telephone, an address, a person at a desk: as it is to be read. */
  feedbackContact: z.string(),
});
export type Operator = z.infer<typeof operatorReplySchema>;
