import { sqlLibraries } from './sql.ts'
import { passed } from './sql-library.ts'
import type { SqlLibrary } from './sql-library.ts'

/** Advice if the library is unknown. */
export const anySql = {
  binding: passed('a parameter ($1, ? or :name, depending on the driver)', 'separately'),
} as const

/** Names of methods that take a whole statement in some library. With text that is clearly SQL, the receiver need not be known. */
export const sinkNames: ReadonlySet<string> = new Set(
  sqlLibraries.flatMap(({ sinks }) => sinks.filter(({ form, before }) => form === undefined && before === undefined).flatMap(({ names }) => names)),
)

/** Common names of objects of a library that is imported in another file: `db.sequelize.query(…)`. */
export const libraryNames: ReadonlyMap<string, string> = new Map([
  ['sequelize', 'sequelize'],
  ['knex', 'knex'],
  ['prisma', 'prisma'],
  ['dataSource', 'typeorm'],
  ['entityManager', 'typeorm'],
  ['queryRunner', 'typeorm'],
  ['mysql', 'mysql2'],
  ['drizzle', 'drizzle'],
  ['strapi', 'knex'],
  // The customary name of a binding of Cloudflare: `env.DB.prepare(…)`.
  ['DB', 'd1'],
])

/**
 * True for a function that escapes or quotes for SQL, by its name: `connection.escape`, `escapeId`, `quoteIdentifier`. A project's own
 * function of such a name is trusted.
 */
export function isEscaper(name: string): boolean {
  return /^(?:escape|quote)(?:[A-Z_]|$)|^(?:ident|sqlstring)$|Escaped$/.test(name)
}

/** Escapers for other languages that leave quotes as they are, by their name. */
export const escapesOthers = /^(?:escape|quote)(?:String)?(?:Reg|Markdown|Glob|Path|Shell|Md)/i

/** Escapers of HTML, by their name or the package: they replace quotes too, so the value is harmless between quotes, and only there. */
export const escapesHtml = { name: /^escape(?:html|xml)/i, packages: ['lodash', 'lodash/', 'lodash-es', 'underscore', 'validator', 'validator/', 'escape-html', 'he', 'html-entities'] } as const

/** Formatting functions, with the directives that escape. Others insert text unchanged. */
export const formatters: readonly { readonly packages: readonly string[]; readonly safe: readonly string[] }[] = [
  { packages: ['pg-format'], safe: ['%L', '%I'] },
  { packages: ['mysql', 'mysql2', 'mysql2/', 'sqlstring'], safe: ['?', '??'] },
  { packages: ['node:util', 'util'], safe: ['%d', '%i', '%f'] },
]

/** True if the specifier is one of these packages. */
export function isPackage(packages: readonly string[], specifier: string): boolean {
  return packages.some((name) => specifier === name || (name.endsWith('/') && specifier.startsWith(name)))
}

/** The library that a module specifier belongs to. */
export function libraryOf(specifier: string): SqlLibrary | undefined {
  if (specifier.startsWith('.')) return undefined
  return sqlLibraries.find(({ packages }) => isPackage(packages, specifier))
}

/** The library of that name. */
export function libraryNamed(name: string): SqlLibrary | undefined {
  return sqlLibraries.find((library) => library.name === name)
}

/** For words that are common in English: they count only at the beginning of a string. */
function quoted(...beginnings: string[]): string[] {
  return beginnings.flatMap((word) => ['`', "'", '"'].map((quote) => quote + word))
}

/** A file with none of these contains no SQL, so that its tree need not be built. */
export const sqlWords: readonly string[] = [
  ...'SELECT|select |INSERT INTO|insert into|UPDATE |DELETE FROM|delete from|WHERE |CREATE |create table|DROP |drop table'.split(
    '|',
  ),
  ...'ALTER |alter table|TRUNCATE|CALL |EXEC '.split('|'),
  ...quoted('update ', 'Update ', 'Select ', 'Insert ', 'Delete '),
  ...'.query(req|.execute(req|QueryBuilder|Unsafe(|ByRaw(|hereRaw(|havingRaw(|joinRaw(|fromRaw(| Raw(|raw('.split('|'),
  ...'.pragma(|equelize.literal(|.unsafe(|.or(`|.or("|.or(\''.split('|'),
]
