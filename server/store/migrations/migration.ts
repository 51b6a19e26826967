// What a migration is: a name that is never changed and statements that are never edited once released.

export type Dialect = 'sqlite' | 'postgres';

/** One step of the schema. A test locks the hash of every released one: to change a table, add a new file. */
export type Migration = {
  readonly name: string;
  readonly statements: (dialect: Dialect) => readonly string[];
};
