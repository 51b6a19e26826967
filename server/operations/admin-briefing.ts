// The official briefing of a unit and a period as a document, drafted from reviewed records of locked months.
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkDocumentNumber, normaliseDocumentNumber } from '../../shared/forms/document-number.ts';
import { isLocalDate } from '../../shared/forms/local-date.ts';
import { figureQuestionSchema } from '../../shared/indicators/figures-protocol.ts';
import type { OrgUnit } from '../../shared/org/org-unit.ts';
import {
  compareReports,
  reportRecordSchema,
  type ReportChanges,
} from '../../shared/reports/compare-reports.ts';
import { definitionText } from '../../shared/reports/report-annexes.ts';
import type { Outline } from '../../shared/reports/define-outline.ts';
import { formalOutline } from '../../shared/reports/formal-outline.ts';
import { outlineOf, reportProducts } from '../../shared/reports/templates/report-products.ts';
import { localDateOf } from '../clock.ts';
import type { Server } from '../create-server.ts';
import { createReadReport, type CheckedReport } from '../reports/read-report.ts';
import { makeBriefing, type DocumentHead } from '../reports/make-briefing.ts';
import type { AdminCommand } from './admin.ts';

const usage = `Usage: briefing --unit CODE --from YYYY-MM-DD --to YYYY-MM-DD --out FILE.docx
       [--product briefing|monthly|noticeboard|supervision|screening] [--locale zh-CN|en] [--facts FILE.json]
       [--compare EARLIER.json] [--preview] [--final]
       [--formal] [--number TEXT] [--signatory NAME] [--addressee NAME] [--copies NAMES]
       [--date YYYY-MM-DD] [--note TEXT] [--seal]
Drafts the briefing of the unit with all below it, or its monthly report, a notice for the board of a village, or the
supervision bulletin; both days inside, from reviewed records of locked months. What is missing is asked for in its place, 【待补：…】; --final leaves it out. --preview also takes records that are not reviewed
or not locked, and says so on the page. --facts writes every number with the records behind it; --compare says what
changed since such a file was written. --formal makes it a report with a red head (关于…情况的报告); --seal leaves room for one. An existing file is written anew.`;

export const briefingCommands: readonly AdminCommand[] = [{ words: 'briefing', usage, run: draft }];

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = {
  ...{ unit: text, from: text, to: text, out: text, locale: text, facts: text, compare: text },
  product: text,
  ...{ number: text, signatory: text, addressee: text, date: text },
  ...{ copies: text, note: text, seal: flag },
  ...{ preview: flag, final: flag, formal: flag },
} as const;

function read(args: readonly string[]) {
  const { values } = parseArgs({ args: [...args], options });
  const question = figureQuestionSchema.safeParse({
    unitId: values.unit,
    from: values.from,
    until: values.to,
  });
  const locale = (values.locale ?? 'zh-CN') === 'zh-CN' ? 'zh' : values.locale === 'en' ? 'en' : undefined;
  const product = reportProducts.find((each) => each === (values.product ?? 'briefing'));
  if (
    !question.success ||
    locale === undefined ||
    product === undefined ||
    values.out?.endsWith('.docx') !== true
  )
    throw new Error(usage);
  if (values.date !== undefined && !isLocalDate(values.date)) throw new Error(`${values.date} is no day.`);
  const number = numberIn(values.number);
  return {
    ...values,
    ...(number === undefined ? {} : { number }),
    out: values.out,
    question: question.data,
    locale,
    product,
  } as const;
}

/** 〔〕, without 第 and without leading zeros. */
function numberIn(typed: string | undefined): string | undefined {
  if (typed === undefined) return undefined;
  const number = normaliseDocumentNumber(typed);
  const problem = checkDocumentNumber(number);
  if (problem !== null) throw new Error(problem.en);
  return number;
}

async function draft(server: Server, args: readonly string[]): Promise<string> {
  const asked = read(args);
  const { question, locale } = asked;
  const { tree } = await server.store.read((view) => server.trees.at(view));
  const unit = tree.unit(question.unitId);
  if (unit === undefined) throw new Error(`There is no unit ${question.unitId}.`);
  const earlier = asked.compare === undefined ? undefined : await readEarlier(asked.compare, question);
  const outline = outlineFor(asked);
  const today = localDateOf(server.clock.now());
  const checked = await createReadReport(server)(
    {
      tree,
      keys: [
        `up:${unit.id}`,
        `at:${unit.id}`,
        ...tree.withAncestors(unit.id).map((id) => `down:${id}` as const),
      ],
    },
    outline,
    { ...question, today, isPreview: asked.preview === true },
    { locale, style: asked.final === true ? 'final' : 'draft' },
  );
  await write(asked.out, await makeBriefing(checked, headOf(unit, asked)));
  if (asked.facts !== undefined) await write(asked.facts, factsText(checked));
  const changes = earlier === undefined ? [] : changeLines(compareReports(earlier, checked.report));
  return [...summary(asked.out, checked, unit), ...changes].join('\n');
}

function outlineFor({ product, formal, question }: ReturnType<typeof read>): Outline {
  const outline = outlineOf(product, question.until);
  if (formal !== true) return outline;
  const written = formalOutline(outline);
  if (written === undefined) throw new Error(`--formal is for the briefing; ${product} has no red head.`);
  return written;
}

function headOf(unit: OrgUnit, asked: ReturnType<typeof read>): DocumentHead {
  const { number, signatory, addressee, date, copies, note } = asked;
  return {
    isFormal: asked.formal === true,
    signer: asked.locale === 'zh' ? `${unit.shortName}妇女联合会` : `Women’s Federation of ${unit.shortName}`,
    ...(number === undefined ? {} : { number }),
    ...(signatory === undefined ? {} : { signatory }),
    ...(addressee === undefined ? {} : { addressee }),
    ...(date === undefined ? {} : { issuedOn: date }),
    ...(copies === undefined ? {} : { copies }),
    ...(note === undefined ? {} : { note }),
    hasSeal: asked.seal === true,
  };
}

async function write(file: string, content: string | Uint8Array): Promise<void> {
  await writeFile(file, content).catch(() => {
    throw new Error(`The file ${file} cannot be written.`);
  });
}

async function readEarlier(file: string, { unitId, from, until }: ReturnType<typeof read>['question']) {
  const content = await readFile(file, 'utf8').catch(() => {
    throw new Error(`The file ${file} cannot be read.`);
  });
  const parsed = reportRecordSchema.safeParse(parsedJson(content));
  if (!parsed.success) throw new Error(`${file} is no file that --facts has written.`);
  const { period } = parsed.data;
  if (parsed.data.unitId !== unitId || period.from !== from || period.until !== until)
    throw new Error(
      `${file} is of another unit or period: ${parsed.data.unitId}, ${period.from} to ${period.until}.`,
    );
  return parsed.data;
}

function parsedJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function factsText({ report, findings, ...deps }: CheckedReport): string {
  const facts = report.facts.map((fact) => ({
    ...fact,
    countedAs: definitionText(fact, deps, report.locale),
  }));
  return `${JSON.stringify({ ...report, facts, findings }, undefined, 1)}\n`;
}

function summary(file: string, { report, findings }: CheckedReport, unit: OrgUnit): readonly string[] {
  const { locale, facts, missing, snapshot, cutOff } = report;
  const bound = facts.filter((fact) => fact.text !== undefined).length;
  const records = Object.keys(snapshot.revisions).length;
  return [
    `${file}: ${report.title}, ${unit.shortName}, up to ${cutOff}; ${bound} facts from ${records} records${report.isPreview ? ', A PREVIEW: never to be issued' : ''}.`,
    ...(missing.length === 0 ? [] : ['', 'To be added:']),
    ...missing.map(({ asked, reasons }) => `  ${asked} (${reasons.join('; ')})`),
    ...(findings.length === 0 ? [] : ['', 'Checks:']),
    ...findings.map(({ words, place }) => `  ${words[locale]}${place === '' ? '' : `: ${place}`}`),
  ];
}

function changeLines({ added, gone, amended, facts }: ReportChanges): readonly string[] {
  if (added.length + gone.length + amended.length + facts.length === 0)
    return ['', 'Nothing has changed since.'];
  return [
    '',
    `Since then: ${added.length} records came in, ${gone.length} no longer count, ${amended.length} were amended.`,
    ...facts.map(({ label, before, after }) => `  ${label.zh}: ${before || '—'} → ${after || '—'}`),
  ];
}
