// What must be true when the network has healed: nothing that was ticked is lost, and every device holds the server's masters.
import * as z from 'zod/mini';
import { inWindow } from '../../../shared/access/device-window.ts';
import { levelOfRole } from '../../../shared/access/role.ts';
import { firstValue } from '../../../client/database/watchable.ts';
import { createOrgTree } from '../../../shared/org/org-unit.ts';
import { canonicalJson, withoutStorageFields } from '../../../shared/records/content-hash.ts';
import {
  replicatedCollections,
  syncedDocumentSchema,
  type CollectionName,
  type SyncedDocument,
} from '../../../shared/records/record.ts';
import { lostOf, marksIn, type Book } from './book.ts';
import type { Person } from './person.ts';
import type { SimServer } from './sim-server.ts';
import { mayRead, unitsOf, type Grant } from './small-county.ts';

export type FinalDeps = {
  readonly server: SimServer;
  readonly people: readonly Person[];
  readonly book: Book;
  readonly grantOf: (account: string) => Grant;
  /** The server's own day. */
  readonly today: string;
  /**
   * A device was copied: of two that write one field under one name the higher number stands, as of a device whose answer was
   * lost, and the other word stands in the history; two saves alike under one number differ by the clock's word alone.
   */
  readonly hasCopy: boolean;
};

const deletable = z.object({ _deleted: z.boolean() });

type Masters = ReadonlyMap<CollectionName, readonly SyncedDocument[]>;

async function mastersOf(server: SimServer): Promise<Masters> {
  return server.server().store.read(async (view) => {
    const masters = new Map<CollectionName, readonly SyncedDocument[]>();
    for (const name of replicatedCollections) masters.set(name, await view.documents.all(name));
    return masters;
  });
}

/** Where a device differs from what it should hold, in words; empty when all have converged. */
export async function differences(deps: FinalDeps): Promise<readonly string[]> {
  const masters = await mastersOf(deps.server);
  const found: string[] = [];
  for (const person of deps.people)
    for (const name of replicatedCollections)
      found.push(...(await differencesOf(deps, person, name, masters.get(name) ?? [])));
  return found;
}

async function differencesOf(
  { grantOf, today, hasCopy }: FinalDeps,
  person: Person,
  name: CollectionName,
  masters: readonly SyncedDocument[],
): Promise<readonly string[]> {
  const held = await person.page()?.held(name);
  if (held === undefined) return [`${person.name}: ${name} is not open`];
  const copies = new Map(
    held.flatMap((each) => {
      if (deletable.parse(each)._deleted) return [];
      const document = syncedDocumentSchema.parse(each);
      return [[document.id, document] as const];
    }),
  );
  const grant = grantOf(person.account);
  const [level = 'village'] = levelOfRole[grant.role];
  const account = { ...grant, level, id: person.account, name: person.account };
  const tree = createOrgTree(unitsOf());
  const due = masters.filter(
    (master) =>
      !master._deleted && mayRead(grant, name, master) && inWindow(master, name, account, tree, today),
  );
  const wrong = due.flatMap((master) => {
    const copy = copies.get(master.id);
    copies.delete(master.id);
    if (copy === undefined) return [`${person.name}: ${name} ${master.id} is missing`];
    return textOf(copy, hasCopy) === textOf(master, hasCopy)
      ? []
      : [`${person.name}: ${name} ${master.id} is ${difference(copy, master)}`];
  });
  return [...wrong, ...[...copies.keys()].map((id) => `${person.name}: ${name} ${id} is too much`)];
}

function textOf(document: SyncedDocument, hasCopy: boolean): string {
  return canonicalJson(withoutStorageFields(hasCopy ? { ...document, updatedAt: '' } : document));
}

function difference(copy: SyncedDocument, master: SyncedDocument): string {
  const keys = new Set([...Object.keys(copy), ...Object.keys(master)]);
  const differing = [...keys].filter(
    (key) => !key.startsWith('_') && canonicalJson(copy[key] ?? null) !== canonicalJson(master[key] ?? null),
  );
  return differing
    .map(
      (key) => `${key} ${canonicalJson(copy[key] ?? null)} instead of ${canonicalJson(master[key] ?? null)}`,
    )
    .join(', ');
}

/** Saves that were ticked and are nowhere where a person sees them: no master, no conflict, nothing refused or recovered. */
export async function losses(deps: FinalDeps): Promise<readonly string[]> {
  const { server, people, book } = deps;
  const texts = await serverTexts(server);
  if (deps.hasCopy) texts.push(...(await historyTexts(server)));
  for (const person of people) texts.push(...(await quarantineTexts(person)));
  const found = new Set(texts.flatMap((text) => [...marksIn(text)]));
  const all = texts.join('\n');
  for (const { mark, collection } of book.written())
    if (collection === 'decisions' && all.includes(mark)) found.add(mark);
  const records = (await mastersOf(server)).get('records') ?? [];
  const isGone = (documentId: string): boolean =>
    records.every(({ id, _deleted }) => id !== documentId || _deleted);
  return lostOf(book, found, isGone).map(
    ({ mark, collection, documentId, device }) =>
      `${mark} in ${collection} ${documentId}, saved on ${device}`,
  );
}

/** Refusals that accuse a device of being a copy, or of sending what is another's: nobody here is. */
export async function accusations({ server }: FinalDeps): Promise<readonly string[]> {
  const refused = await server.server().store.read((view) => view.receipts.quarantined());
  return refused
    .filter(({ code }) => code === 'clonedDevice' || code === 'foreignEdit')
    .map(({ code, mutationId }) => `${code} of ${mutationId}`);
}

/** What stands now, conflicts too, and what waits for a person. Versions that history alone holds are not looked for. */
async function serverTexts(server: SimServer): Promise<string[]> {
  return server.server().store.read(async (view) => {
    const texts: string[] = [];
    for (const name of replicatedCollections)
      texts.push(...(await view.documents.all(name)).map((document) => JSON.stringify(document)));
    const refused = await view.receipts.quarantined();
    const recovered = await view.recovered.open();
    return [
      ...texts,
      ...refused.map(({ raw }) => raw),
      ...recovered.map(({ document }) => JSON.stringify(document)),
    ];
  });
}

async function historyTexts(server: SimServer): Promise<readonly string[]> {
  return server.server().store.read(async (view) => {
    const texts: string[] = [];
    for (const name of replicatedCollections)
      for (const { id } of await view.documents.all(name))
        for (const { document } of await view.documents.revisionsFrom(name, id, 0))
          texts.push(JSON.stringify(document));
    return texts;
  });
}

async function quarantineTexts(person: Person): Promise<readonly string[]> {
  const repositories = person.page()?.session.current.get()?.repositories;
  if (repositories === undefined) return [];
  const { quarantine } = repositories;
  const entries = [
    ...(await firstValue(quarantine.watchOpen())),
    ...(await firstValue(quarantine.watchAside())),
  ];
  return entries.map(({ document }) => JSON.stringify(document));
}
