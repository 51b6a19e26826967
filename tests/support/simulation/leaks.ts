// Whether the server said anything to an account that is none of its business: every document in every answer is looked at.
import { replicatedCollections, syncedDocumentSchema } from '../../../shared/records/record.ts';
import { marksIn } from './book.ts';
import { mayRead, type Grant } from './small-county.ts';
import type { Answer } from './wire-faults.ts';

export type Said = { readonly request: string; readonly path: string; readonly answer: Answer };

/** What is wrong with an answer, in words. */
export function leaksIn(grant: Grant, { request, path, answer }: Said): readonly string[] {
  const collection = replicatedCollections.find((name) => path.includes(`/${name}/`));
  if (collection === undefined) return [];
  const known = marksIn(request);
  const documents = documentsIn(answer.body.startsWith('{') ? JSON.parse(answer.body) : undefined);
  const readable = documents.filter(({ document }) => mayRead(grant, collection, document));
  const seen = new Set(readable.flatMap(({ text }) => [...marksIn(text)]));
  const hidden = documents
    .filter((each) => !readable.includes(each))
    .map(({ document }) => `${path}: document ${document.id} of ${document.orgUnitId}`);
  const loose = [...marksIn(answer.body)].filter((mark) => !seen.has(mark) && !known.has(mark));
  return [...hidden, ...loose.map((mark) => `${path}: the words ${mark}`)];
}

/** Whatever looks like a document, wherever it stands. */
function documentsIn(value: unknown) {
  const found: { readonly document: ReturnType<typeof syncedDocumentSchema.parse>; readonly text: string }[] =
    [];
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    const parsed = syncedDocumentSchema.safeParse(part);
    if (parsed.success) found.push({ document: parsed.data, text: JSON.stringify(part) });
    else for (const each of Object.values(part)) visit(each);
  };
  visit(value);
  return found;
}
