// Invented documents of the demonstration: envelopes, people, decisions.
import { createHash } from 'node:crypto';
import { pinyin } from 'pinyin-pro';
import type { Account } from '../../shared/access/role.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { JsonObject } from '../../shared/records/json-value.ts';
import { withSearchKeys } from '../../shared/people/search-keys.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { SeededRandom } from './seeded-random.ts';

export type Draft = {
  /** What the id is derived from: equal names give equal ids. */
  readonly name: string;
  readonly type: string;
  readonly definitionVersion: number;
  readonly author: Account;
  readonly occurredOn: string;
  readonly values: JsonObject;
  readonly orgUnitId?: string;
  readonly aboutId?: string;
};

/** The device under which the demonstration writes for an account. */
export function deviceOf(account: Account): string {
  return `demo-${account.id}`;
}

/** A whole envelope; `seq` counts the saves of the author's device. */
export function documentOf(draft: Draft, seq: number): SyncedDocument {
  const at = `${draft.occurredOn}T02:00:00.000Z`;
  const orgUnitId = draft.orgUnitId ?? draft.author.orgUnitId;
  return {
    id: demonstrationId(draft.name, at),
    type: draft.type,
    definitionVersion: draft.definitionVersion,
    orgUnitId,
    hostUnitId: orgUnitId,
    partnerUnitIds: [],
    occurredOn: draft.occurredOn,
    values: draft.values,
    tags: [],
    ...(draft.aboutId === undefined ? {} : { aboutId: draft.aboutId }),
    audience: [],
    photos: [],
    createdBy: draft.author.id,
    deviceId: deviceOf(draft.author),
    createdAt: at,
    updatedAt: at,
    edit: { deviceId: deviceOf(draft.author), seq },
    rev: 0,
    reviewState: 'none',
    _deleted: false,
  };
}

/** Looks like the UUIDv7 of its instant; its random part is a hash of the name. */
function demonstrationId(name: string, at: string): string {
  const time = Date.parse(at).toString(16).padStart(12, '0');
  const hash = createHash('sha256').update(name).digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}

const surnames = Array.from('王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗');
const givenNames = Array.from('兰芳梅英红霞丽娟秀珍玲燕华敏云琴桂凤月莲');
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An invented woman: number from an area that does not exist (420399), telephone from a range nobody has. */
export function personValues(
  definition: RecordDefinition,
  random: SeededRandom,
  index: number,
  unitId: string,
): JsonObject {
  const birthDate = `${1940 + random.below(66)}-${String(1 + random.below(12)).padStart(2, '0')}-${String(1 + random.below(28)).padStart(2, '0')}`;
  const name = `${random.pick(surnames)}示${random.pick(givenNames)}`;
  const invented: JsonObject = {
    name,
    sex: 'female',
    idNo: identityNumber(birthDate, index),
    birthDate,
    phone: `1990000${String(index % 10_000).padStart(4, '0')}`,
    residenceUnitId: unitId,
    ...standing(birthDate, index),
  };
  const fields = new Set(definition.fields.map((field) => field.id));
  const values: JsonObject = {
    ...definition.sample,
    ...Object.fromEntries(Object.entries(invented).filter(([id]) => fields.has(id))),
  };
  return withSearchKeys(values, name, pinyin(name, { toneType: 'none', type: 'array', surname: 'head' }));
}

const categories = ['left-behind-woman', 'minimum-allowance', 'disabled', 'woman-in-difficulty'];
const educations = ['junior', 'primary', 'senior', 'junior', 'college', 'senior', 'bachelor'];
const roles = ['volunteer', 'representative', 'executive', 'skilled', 'knitter'];

/** Every third woman is a care target, every fourth has a part in the federation's work. */
function standing(birthDate: string, index: number): JsonObject {
  const isOld = birthDate < '1956';
  const category = isOld ? 'lone-elderly' : categories[index % categories.length];
  const role = roles[index % roles.length];
  return {
    education: educations[index % educations.length] ?? 'junior',
    political: index % 6 === 0 ? 'party-member' : 'masses',
    categories: index % 3 === 0 && category !== undefined ? [category] : [],
    ...(index % 4 === 0 && !isOld && role !== undefined ? { roles: [role] } : {}),
  };
}

/** Eighteen characters with the check digit of GB 11643; the sequence is even: a woman. */
function identityNumber(birthDate: string, index: number): string {
  const body = `420399${birthDate.replaceAll('-', '')}${String((index * 2) % 1000).padStart(3, '0')}`;
  const sum = weights.reduce((total, weight, place) => total + weight * Number(body[place]), 0);
  return `${body}${'10X98765432'[sum % 11] ?? ''}`;
}
