// What became of a pair: the visits, what they brought, how it stands, and why it ended, each in a column of its own.
import type { LedgerColumnPlan } from '../define-ledger.ts';
import { adding, telling } from './book-columns.ts';

export const pairColumns: readonly LedgerColumnPlan[] = [
  adding('visits', ['走访次数', 'Visits'], { times: 'pair-visit' }),
  telling('lastVisit', ['最近走访', 'Last visit'], { latest: 'occurredOn', of: 'pair-visit' }),
  telling('goods', ['物资', 'Goods'], { allOf: 'goods', of: 'pair-visit' }),
  adding('money', ['资金（元）', 'Money (yuan)'], { following: 'money' }),
  telling('standing', ['现状', 'Stands'], {
    standing: { open: { zh: '帮扶中', en: 'Being supported' }, closed: { zh: '已解除', en: 'Ended' } },
  }),
  telling('endedOn', ['解除日期', 'Ended on'], { latest: 'occurredOn', of: 'pair-end' }),
  telling('endReason', ['解除原因', 'Why it ended'], { latest: 'reason', of: 'pair-end' }),
];
