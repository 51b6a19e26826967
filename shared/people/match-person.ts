// 查重: pairs of documents that may be one person, with the reason in words. It proposes; people decide.
import type { Label } from '../forms/field-types.ts';
import type { DocumentId } from '../records/record.ts';
import { parseIdentityNumber } from './identity-number.ts';
import { createPersonIdOf } from './merged-people.ts';
import { nameOf, residenceOf, textOf, textsOf, type PersonDocument } from './person-values.ts';
import { foldName, readingOf } from './search-keys.ts';

export type MatchReason = 'sameNumber' | 'sameNameAndBirth' | 'sameReading' | 'oneCharacter';

/** `first` has the smaller id; each pair is proposed once, for its strongest reason. */
export type PersonMatch = {
  readonly first: DocumentId;
  readonly second: DocumentId;
  readonly reason: MatchReason;
};

export const matchReasons: Readonly<Record<MatchReason, Label>> = {
  sameNumber: { zh: '身份证号相同', en: 'The same identity number' },
  sameNameAndBirth: {
    zh: '同村，姓名和出生日期相同',
    en: 'The same name and birth date in the same village',
  },
  sameReading: {
    zh: '同村同年出生，姓名读音相同',
    en: 'Names that sound alike, same village and year of birth',
  },
  oneCharacter: {
    zh: '同村同年出生，姓名只差一个字',
    en: 'Names that differ in one character, same village and year of birth',
  },
};

/** Strongest reason first, then by name. Merged documents and pairs that somebody told apart are left out. */
export function proposeMatches(people: readonly PersonDocument[]): readonly PersonMatch[] {
  const personIdOf = createPersonIdOf(people);
  const candidates = people.filter(({ id }) => personIdOf(id) === id).map(toCandidate);
  const found = new Map<string, PersonMatch>();
  const propose = (a: Candidate, b: Candidate, reason: MatchReason): void => {
    const [first, second] = a.id < b.id ? [a, b] : [b, a];
    const key = `${first.id} ${second.id}`;
    const isToldApart = first.notSameAs.includes(second.id) || second.notSameAs.includes(first.id);
    if (!found.has(key) && !isToldApart) found.set(key, { first: first.id, second: second.id, reason });
  };
  eachPair(
    candidates,
    ({ idNo }) => idNo,
    (a, b) => propose(a, b, 'sameNumber'),
  );
  const sameBirth = ({ name, birthDate, village }: Candidate): string =>
    name === '' || birthDate === '' ? '' : `${village} ${birthDate} ${name}`;
  eachPair(candidates, sameBirth, (a, b) => {
    if (!areTwoCards(a, b)) propose(a, b, 'sameNameAndBirth');
  });
  const sameYear = ({ birthDate, village }: Candidate): string =>
    birthDate === '' ? '' : `${village} ${birthDate.slice(0, 4)}`;
  eachPair(candidates, sameYear, (a, b) => {
    const reason = areTwoCards(a, b) ? undefined : nearness(a, b);
    if (reason !== undefined) propose(a, b, reason);
  });
  return [...found.values()].sort((a, b) => order.indexOf(a.reason) - order.indexOf(b.reason));
}

const order: readonly MatchReason[] = ['sameNumber', 'sameNameAndBirth', 'sameReading', 'oneCharacter'];

type Candidate = {
  readonly id: DocumentId;
  readonly name: string;
  readonly reading: string;
  readonly idNo: string;
  readonly birthDate: string;
  readonly village: string;
  readonly notSameAs: readonly string[];
};

function toCandidate(person: PersonDocument): Candidate {
  const parsed = parseIdentityNumber(textOf(person.values, 'idNo'));
  const card = typeof parsed === 'string' ? undefined : parsed;
  return {
    id: person.id,
    name: foldName(nameOf(person)),
    reading: readingOf(person.values),
    idNo: card?.number ?? '',
    birthDate: textOf(person.values, 'birthDate') || (card?.birthDate ?? ''),
    village: residenceOf(person),
    notSameAs: textsOf(person.values, 'notSameAs'),
  };
}

/** Two right numbers that differ are two people, however alike their names. */
function areTwoCards(a: Candidate, b: Candidate): boolean {
  return a.idNo !== '' && b.idNo !== '' && a.idNo !== b.idNo;
}

/** Of a name of two characters one is half: then the whole birth date must agree. */
function nearness(a: Candidate, b: Candidate): MatchReason | undefined {
  if (a.name === b.name) return a.birthDate === b.birthDate ? undefined : 'sameReading';
  if (a.reading !== '' && a.reading === b.reading) return 'sameReading';
  const [mine, theirs] = [Array.from(a.name), Array.from(b.name)];
  if (mine.length !== theirs.length || mine.length < 2) return undefined;
  const different = mine.filter((character, index) => character !== theirs[index]).length;
  const isNear = different === 1 && (mine.length > 2 || a.birthDate === b.birthDate);
  return isNear ? 'oneCharacter' : undefined;
}

function eachPair(
  candidates: readonly Candidate[],
  keyOf: (candidate: Candidate) => string,
  each: (a: Candidate, b: Candidate) => void,
): void {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const key = keyOf(candidate);
    if (key === '') continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [candidate]);
    else group.push(candidate);
  }
  for (const group of groups.values())
    for (const [index, a] of group.entries()) for (const b of group.slice(index + 1)) each(a, b);
}
