import { sqlLibraries } from './sql.ts'
import type { SqlLibrary } from './sql-library.ts'

/** What to say where the library is not known. */
export const anySql = {
  binding: 'write a parameter ($1, ? or :name, as the driver has it) in its place and pass it beside the text',
} as const

/** Names that calls for whole statements go by in one library or another: with text that is evidently SQL they need no known receiver. */
export const sinkNames: ReadonlySet<string> = new Set(
  sqlLibraries.flatMap(({ sinks }) => sinks.filter(({ form, before }) => form === undefined && before === undefined).flatMap(({ names }) => names)),
)

/** Objects by which people call a library whose import is elsewhere: `db.sequelize.query(…)`. */
export const libraryNames: ReadonlyMap<string, string> = new Map([
  ['sequelize', 'sequelize'],
  ['knex', 'knex'],
  ['prisma', 'prisma'],
  ['dataSource', 'typeorm'],
  ['entityManager', 'typeorm'],
  ['queryRunner', 'typeorm'],
  ['mysql', 'mysql2'],
  ['drizzle', 'drizzle'],
])

/**
 * True for a function that makes a value harmless as SQL text, by its name: `connection.escape`, `escapeId`,
 * `quoteIdentifier`. A project's own function of such a name is taken at its word.
 */
export function isEscaper(name: string): boolean {
  return /^(?:escape|quote)(?:[A-Z_]|$)|^(?:ident|sqlstring)$|Escaped$/.test(name)
}

/** Formatting functions and the directives of theirs that escape. Other directives put text in as it is. */
export const formatters: readonly { readonly packages: readonly string[]; readonly safe: readonly string[] }[] = [
  { packages: ['pg-format'], safe: ['%L', '%I'] },
  { packages: ['mysql', 'mysql2', 'mysql2/', 'sqlstring'], safe: ['?', '??'] },
  { packages: ['node:util', 'util'], safe: ['%d', '%i', '%f'] },
]

/** True where the specifier is one of these packages. */
export function isPackage(packages: readonly string[], specifier: string): boolean {
  return packages.some((name) => specifier === name || (name.endsWith('/') && specifier.startsWith(name)))
}

/** The library that a module specifier belongs to. */
export function libraryOf(specifier: string): SqlLibrary | undefined {
  return sqlLibraries.find(({ packages }) => isPackage(packages, specifier))
}

/** The library of that name in the table. */
export function libraryNamed(name: string): SqlLibrary | undefined {
  return sqlLibraries.find((library) => library.name === name)
}

/** Words that English has too count where a text begins with them. */
function quoted(...beginnings: string[]): string[] {
  return beginnings.flatMap((word) => ['`', "'", '"'].map((quote) => quote + word))
}

/** A file without any of these holds no SQL and no call that takes a piece of it: its tree can stay unbuilt. */
export const sqlWords: readonly string[] = [
  ...'SELECT|select |INSERT INTO|insert into|UPDATE |DELETE FROM|delete from|WHERE |CREATE |create table|DROP |drop table'.split(
    '|',
  ),
  ...'ALTER |alter table|TRUNCATE|CALL |EXEC '.split('|'),
  ...quoted('update ', 'Update ', 'Select ', 'Insert ', 'Delete '),
  ...'.query(req|.execute(req|QueryBuilder|Unsafe(|ByRaw(|hereRaw(|havingRaw(|joinRaw(|fromRaw(| Raw(|raw('.split('|'),
  ...'.pragma(|equelize.literal(|.unsafe(|.or(`|.or("|.or(\''.split('|'),
]
