import { words } from '../../core/words.ts'
import { httpClients } from './http-clients.ts'

/** Functions that give what stands in a token whose signature they have checked. */
export const tokenReaders: ReadonlySet<string> = words('jwt.verify jsonwebtoken.verify JWT.verify jwtVerify jose.jwtVerify verifyAsync jwtService.verify')

/** Objects that hold such functions where they are fields: `this.jwtService.verify(token)`. */
export const tokenServices = /jwt/i

/** Packages that ask other services, the functions by which they do, and those that the language has. */
export const serviceClients: readonly string[] = [...httpClients.flatMap(({ packages }) => packages), 'ky', 'needle', 'ofetch', 'request-promise', 'request-promise-native', '@nestjs/axios']
/** Functions of these by which another service is asked. */
export const serviceCalls: ReadonlySet<string> = words('get post put patch delete request fetch axios got ky needle $fetch ofetch rp')
/** Those that take no import. */
export const ownServiceCalls: ReadonlySet<string> = words('fetch $fetch')

/** Packages that read tables out of files, and the functions by which they do. */
export const fileReaders: readonly string[] = ['csv-parse', 'csv-parse/', 'csvtojson', 'papaparse', 'xlsx', 'fast-csv', 'node-xlsx', 'neat-csv', 'mailparser']
/** Functions of these that give what stands in a file. */
export const fileReads: ReadonlySet<string> = words('parse parseSync sheet_to_json fromFile fromString parseFile neatCsv simpleParser')

/** Members that hold no text: keys, counts, dates, one of a few words. */
export const noTexts =
  /(?:^|_)(?:id|uid|uuid|guid|count|total|at|on|date|time|length|size|role|status|type|kind|state|level|plan|currency|lastID|changes|schema|database|catalog|(?:day|hour|minute|second|week|month|year)s?|limit|offset|page|amount|price|quantity|qty|number|num|n)$|(?:Id|ID|Uid|UUID|Count|Total|At|Date|Time|Role|Status|Type|Schema|Database|Days|Hours|Minutes|Seconds|Weeks|Months|Years|Limit|Offset|Page|Amount|Price|Quantity|Number)$/

/** The beginning of the name of a table in a statement that reads rows or gives them back, and not of a function: `FROM current_schema()`. */
export const readsTable = /\b(?:from|into|update)\s+["`[]?[a-z_][\w$]*\b(?!\s*\()/i

/** Tables in which a database describes itself: what its tables are called nobody outside has chosen. */
export const catalogues =
  /\binformation_schema\b|\bpg_\w|\bsys\.|\bsqlite_(?:master|schema)\b|\b(?:all|dba|user)_(?:tab|ind|cons|seq|obj|view|col)|\bsyscat\b|\bfrom\s+dual\b|\bduckdb_\w|"?\bcolumn_name\b/i
