import { classAround } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import type { DataCall } from './data-calls.ts'

/** `from(countries)`, `collection('countries')`, `manager.find(Country)` */
const given = /\b(?:(?:from|selectFrom|table|collection|db|\w{0,20}[kK]nex|tr?x)\(\s*['"`]?|(?:find|getRepository)\((?=[A-Z]))(?:\w+\.)?(\w+)/
const inSql = /\bfrom\s+(?:["`[]?\w+["`\]]?\.)?["`[]?(\w+)/i
/** Names of handles that say nothing about what they hold. */
const general = /^(?:this|repo|repository|model|dao|store|em|query|prepare)$/i
const endings = /(?:Table|Repository|Repo|Dao|Model|Entity|Collection|Store|Service|Controller|Resolver|Handler)$/

/** The table of a statement. */
export function tableIn(sql: string): string | undefined {
  return inSql.exec(sql)?.[1]
}

/** What a query lists: its table, entity or collection, as far as it is named. */
export function listedBy({ text }: SourceFile, { node, sql, name }: DataCall): string | undefined {
  const holder = name.split('.').at(-2) ?? ''
  const written = sql === undefined ? given.exec(text.slice(...node.range))?.[1] : tableIn(sql)
  // `const table = 'countries'`
  const found = written && (new RegExp(`\\bconst ${written} = ['"](\\w+)['"]`).exec(text)?.[1] ?? written)
  const named = found ?? (general.test(holder) ? classAround(node)?.id?.name : holder)
  return named?.replace(endings, '')
}
