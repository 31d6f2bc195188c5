import { cookieFunctions, cookieMethods, registeredSessions, sessionLibraries } from '../models/cookies.ts'
import { mayCallFrom } from '../names/called.ts'
import { calledMethod } from '../names/named-package.ts'
import type { SourceFile } from '../syntax/file.ts'

const headerName = /['"`]set-cookie['"`]/i
const setters = calledMethod(cookieMethods.flatMap(({ name }) => (name === 'set' ? [] : [name])))
const setter = calledMethod(['set'])
/** Options of cookies in hapi. */
export const ofHapi = /\bis(?:HttpOnly|Secure)\b/
const ofLibraries = [...sessionLibraries, ...cookieFunctions].map(({ functions }) => functions)

/** True if a file may set a cookie. All other files need not be parsed. */
export function maySetCookies(file: SourceFile): boolean {
  const { text, imports: records } = file
  return (
    setters.test(text) ||
    headerName.test(text) ||
    ofHapi.test(text) ||
    // `ctx.cookies.set()`, `(await cookies()).set()`, `jar.set()`
    (/\b(?:cookies?|cookieStore|cookieJar|jar)\b/i.test(text) && setter.test(text)) ||
    mayCallFrom(file, ofLibraries) ||
    records.some(({ specifier }) => Object.hasOwn(registeredSessions, specifier))
  )
}
