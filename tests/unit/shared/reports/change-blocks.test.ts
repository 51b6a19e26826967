// Text that people wrote stays when figures are taken anew, and reads well when what is missing is taken out.
import { describe, expect, it } from 'vitest';
import { withFacts, withoutMissing } from '../../../../shared/reports/change-blocks.ts';
import { textOf, type Fact, type Piece, type ReportBlock } from '../../../../shared/reports/report-model.ts';

const text = (words: string): Piece => ({ kind: 'text', text: words });
const missing = (asked: string): Piece => ({ kind: 'missing', text: `【待补：${asked}】`, factIds: [] });
const fact = (factId: string, written: string): Piece => ({ kind: 'fact', factId, text: written });
const paragraph = (...pieces: Piece[]): ReportBlock => ({ kind: 'paragraph', pieces });
const said = (blocks: readonly ReportBlock[]): readonly string[] =>
  blocks.map(({ pieces }) => textOf(pieces));

const aFact = (id: string, changes: Partial<Fact>): Fact => ({
  ...{ id, label: { zh: '到会率', en: 'attendance' }, format: 'count', source: { indicator: id } },
  ...{ unitId: '4203', from: '2026-01-01', until: '2026-12-31', isEstimate: false, records: [] },
  ...changes,
});

describe('what is missing, taken out', () => {
  it.each([
    [['印发通知，', missing('文号'), '，明确责任。'], '印发通知，明确责任。'],
    [['印发通知，', missing('文号'), '。'], '印发通知。'],
    [['召开会议；', missing('次数'), '；', missing('人次'), '。'], '召开会议。'],
    [['一是加强组织领导。', missing('会议'), '。二是细化方案。'], '一是加强组织领导。二是细化方案。'],
    [['开展服务', fact('events', '3场'), '，', missing('人次')], '开展服务3场'],
  ])('%j', (pieces, wanted) => {
    const block = paragraph(...pieces.map((piece) => (typeof piece === 'string' ? text(piece) : piece)));
    expect(said(withoutMissing([block]))).toEqual([wanted]);
  });

  it('takes a paragraph along that held nothing else', () => {
    expect(withoutMissing([paragraph(missing('意义')), paragraph(text('二是培训。'))])).toEqual([
      paragraph(text('二是培训。')),
    ]);
  });
});

describe('figures taken anew', () => {
  const before = new Map([
    ['hours', aFact('hours', { text: '12', value: 12 })],
    ['rate', aFact('rate', { text: '80%', value: 20, of: 25 })],
  ]);
  const blocks = [
    paragraph(
      text('她写的：'),
      fact('hours', '12'),
      text('小时，应到'),
      fact('rate', '25'),
      text('人，到会'),
      fact('rate', '20'),
      text('人（'),
      fact('rate', '80%'),
      text('）。'),
    ),
  ];
  const renew = (after: ReadonlyMap<string, Fact>, isTaken: (id: string) => boolean) =>
    said(withFacts(blocks, before, after, { locale: 'zh', isTaken }));

  it('changes each place of a fact, as a whole or as a term of its rate, and no word beside it', () => {
    const after = new Map([
      ['hours', aFact('hours', { text: '15', value: 15 })],
      ['rate', aFact('rate', { text: '90%', value: 27, of: 30 })],
    ]);
    expect(renew(after, () => true)).toEqual(['她写的：15小时，应到30人，到会27人（90%）。']);
    expect(renew(after, (id) => id === 'hours')).toEqual(['她写的：15小时，应到25人，到会20人（80%）。']);
  });

  it('asks again for what has no figure any more', () => {
    expect(renew(new Map(), (id) => id === 'hours')).toEqual([
      '她写的：【待补：hours】小时，应到25人，到会20人（80%）。',
    ]);
  });
});
