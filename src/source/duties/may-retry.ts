import { httpClients, httpModule, sdks } from '../models/http-clients.ts'
import { connectMethods, retryLibraries } from '../models/retries.ts'
import { namedPackage } from '../names/named-package.ts'
import type { SourceFile } from '../syntax/file.ts'

const retrying = namedPackage(retryLibraries.flatMap(({ packages }) => packages))
/** The packages of clients for other services. */
export const packagesOfClients = [...httpClients.flatMap(({ packages }) => packages), httpModule.package, ...sdks]
/** Names one of them. */
export const asking = namedPackage(packagesOfClients)
const connecting = new RegExp(`\\bawait (?:(?:re)?connect|consume|subscribe)|\\.(?:${[...connectMethods].map((name) => name.replace('$', '\\$')).join('|')})\\(`)

/** `return await action()`, as in a helper that retries whatever it is given. */
const passedOn = /\breturn (?:await )?\w+\(/

/** False if the file certainly retries nothing: it names no retry library, and has no `catch` around requests or connections. */
export function mayRetry({ text }: Pick<SourceFile, 'text'>): boolean {
  return retrying.test(text) || (text.includes('catch') && (passedOn.test(text) || text.includes('fetch') || asking.test(text) || connecting.test(text)))
}
