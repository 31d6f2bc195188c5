import { words } from '../../core/words.ts'
import { httpClients } from './http-clients.ts'

/** Functions that verify a token and return its payload. */
export const tokenReaders: ReadonlySet<string> = words('jwt.verify jsonwebtoken.verify JWT.verify jwtVerify jose.jwtVerify verifyAsync jwtService.verify')

/** Names of objects with such methods: `this.jwtService.verify(token)`. */
export const tokenServices = /jwt/i

/** Packages that call other services. */
export const serviceClients: readonly string[] = [...httpClients.flatMap(({ packages }) => packages), 'ky', '@nestjs/axios']
/** Functions and methods that call another service. */
export const serviceCalls: ReadonlySet<string> = words('get post put patch delete request fetch axios got ky needle $fetch ofetch rp')
/** Those that are globals. */
export const ownServiceCalls: ReadonlySet<string> = words('fetch $fetch')

/** Packages that read tabular files. */
export const fileReaders: readonly string[] = ['csv-parse', 'csv-parse/', 'csvtojson', 'papaparse', 'xlsx', 'fast-csv', 'node-xlsx', 'neat-csv', 'mailparser']
/** Functions of these that return the content of a file. */
export const fileReads: ReadonlySet<string> = words('parse parseSync sheet_to_json fromFile fromString parseFile neatCsv simpleParser')

/** Names of properties that hold no free text: keys, counts, dates, values of an enum. */
export const noTexts =
  /(?:^|_)(?:id|uid|uuid|guid|count|total|at|on|date|time|length|size|role|status|type|kind|state|level|plan|currency|lastID|changes|schema|database|catalog|(?:day|hour|minute|second|week|month|year)s?|limit|offset|page|amount|price|quantity|qty|number|num|n)$|(?:Id|ID|Uid|UUID|Count|Total|At|Date|Time|Role|Status|Type|Schema|Database|Days|Hours|Minutes|Seconds|Weeks|Months|Years|Limit|Offset|Page|Amount|Price|Quantity|Number)$/

/** Matches a table in a statement that reads or returns rows. `FROM current_schema()` is a function and does not count. */
export const readsTable = /\b(?:from|into|update)\s+["`[]?[a-z_][\w$]*\b(?!\s*\()/i

/** The database's own catalog: names of tables and columns are not chosen by users. */
export const catalogues =
  /\binformation_schema\b|\bpg_\w|\bsys\.|\bsqlite_(?:master|schema)\b|\b(?:all|dba|user)_(?:tab|ind|cons|seq|obj|view|col)|\bsyscat\b|\bfrom\s+dual\b|\bduckdb_\w|"?\bcolumn_name\b/i
