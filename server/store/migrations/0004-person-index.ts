// Migration 4: what people are found by beyond a device, in small rows of its own: whole documents are never read to search.
import type { Migration } from './migration.ts';

const value = (field: string): string => `coalesce(json_extract(d.json, '$.values.${field}'), '')`;
const name = value('name');
const listOf = (field: string): string =>
  `coalesce((SELECT ' ' || group_concat(e.value, ' ') || ' ' FROM json_each(d.json, '$.values.${field}') e), '')`;
const reading = `coalesce((SELECT ' ' || substr(e.value, length(${name}) + 2)
  FROM json_each(d.json, '$.values.searchKeys') e
  WHERE substr(e.value, 1, length(${name}) + 1) = ${name} || '=' LIMIT 1), '')`;

/** Those who are there already, as `person-index.ts` writes them. */
const fill = `INSERT INTO person_index (id, org_unit, name, reading, phone, id_no, categories, roles, merged_into, sort_key)
  SELECT f.*, CASE f.reading WHEN '' THEN '~' ELSE f.reading END || ' ' || f.name FROM (
    SELECT d.id, d.org_unit, lower(replace(replace(${name}, ' ', ''), '·', '')) AS name, ${reading} AS reading,
      ${value('phone')}, lower(${value('idNo')}), ${listOf('categories')}, ${listOf('roles')}, ${value('mergedInto')}
    FROM documents d WHERE d.collection = 'people' AND d.deleted = 0) f`;

export const personIndex: Migration = {
  name: '0004-person-index',
  statements: (dialect) => [
    `CREATE TABLE person_index (
      id TEXT NOT NULL PRIMARY KEY, org_unit TEXT NOT NULL, name TEXT NOT NULL, reading TEXT NOT NULL,
      phone TEXT NOT NULL, id_no TEXT NOT NULL, categories TEXT NOT NULL, roles TEXT NOT NULL,
      merged_into TEXT NOT NULL, sort_key TEXT NOT NULL)`,
    `CREATE INDEX person_index_order ON person_index (org_unit, sort_key, id)`,
    `CREATE INDEX person_index_merged ON person_index (merged_into) WHERE merged_into <> ''`,
    ...(dialect === 'sqlite' ? [fill] : []),
  ],
};
