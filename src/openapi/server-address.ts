import { replace } from '../core/fix.ts'
import type { DocumentEdit } from '../core/fix.ts'
import { field } from '../core/json.ts'
import type { Cursor } from './cursor.ts'

/** The scheme and host of a server's URL, with variables at their defaults. */
export interface ServerAddress {
  /** Lower case, without colon. */
  readonly scheme: string
  /** Host without port, lower case. */
  readonly host: string
}

/** The URL of a Server Object with its variables replaced by their defaults; variables without one stay as they are. */
export function filledUrl(server: Cursor): string | undefined {
  const variables = server.child('variables').value
  return server.child('url').string?.replace(/\{([^{}]*)\}/g, (variable, name: string) => {
    const value = field(field(variables, name), 'default')
    return typeof value === 'string' || typeof value === 'number' ? String(value) : variable
  })
}

/**
 * The address of a Server Object of OpenAPI 3; nothing for relative URLs, and if the host contains a variable without a default.
 * @param server the Server Object
 */
export function addressOf(server: Cursor): ServerAddress | undefined {
  const match = /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?:[^/?#@]*@)?(?<host>\[[^\]]*\]|[^/?#:]*)/i.exec(filledUrl(server)?.trim() ?? '')
  const { scheme, host } = match?.groups ?? {}
  return scheme === undefined || host === undefined || host.includes('{')
    ? undefined
    : { scheme: scheme.toLowerCase(), host: host.toLowerCase() }
}

/**
 * The edit that changes the scheme of a server's address, in its URL or in the default of a variable.
 * @param server the Server Object, for which {@link addressOf} is known
 * @returns nothing if there is a port, which serves one scheme only, or if the variable's `enum` does not allow the value
 */
export function withScheme(server: Cursor, scheme: string): DocumentEdit | undefined {
  const url = server.child('url')
  const { written, authority = '' } = /^(?<written>[^:/]+):\/\/(?<authority>[^/?#]*)/.exec(url.string?.trimStart() ?? '')?.groups ?? {}
  if (url.string === undefined || written === undefined || /:[^:\]]*$/.test(authority)) return undefined
  const variable = /^\{([^{}]*)\}$/.exec(written)?.[1]
  if (variable === undefined) return written.includes('{') ? undefined : replace(url.at, url.string.replace(written, scheme))
  const definition = server.child('variables').child(variable)
  const values = field(definition.value, 'enum')
  return Array.isArray(values) && !values.includes(scheme) ? undefined : replace(definition.child('default').at, scheme)
}

/** Top-level domains that are not in the public DNS: RFC 2606, RFC 6761, RFC 6762, RFC 8375, and common usage. */
const privateNames = new Set(['localhost', 'local', 'test', 'internal', 'intranet', 'private', 'corp', 'home', 'lan', 'svc'])

/**
 * True for hosts that are not on a public network: this machine, a private range (RFC 1918, RFC 4193), a name without a dot, one under a
 * private top-level domain, or one reserved for examples (RFC 2606).
 */
export function isLocalHost(host: string): boolean {
  const name = host.replace(/\.$/, '')
  if (name.startsWith('[')) return /^\[(?:::1|::|fe80:.*|f[cd][0-9a-f]{2}:.*)\]$/.test(name)
  if (/^\d+(?:\.\d+){3}$/.test(name)) return /^(?:127|10|0|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./.test(name)
  return (
    !name.includes('.') ||
    /(?:^|\.)example(?:\.(?:com|net|org))?$/.test(name) ||
    privateNames.has(name.slice(name.lastIndexOf('.') + 1))
  )
}
