import type { Location } from '../../../core/location.ts'
import { asList } from '../../../core/json.ts'
import { memoizeByText } from '../../../core/memoize.ts'
import { isContractApi } from '../../contract.ts'
import type { ContractApi } from '../../contract.ts'
import type { Parameter } from '../../contract-parts.ts'
import type { Api } from '../../model.ts'
import { resourcesOf } from '../../resources.ts'
import { isVersionHeader } from './version-signs.ts'

/** A version in a path, a server URL, a header or a media type. */
export interface NamedVersion {
  /** As written: `v1.2`. */
  readonly text: string
  readonly at: Location
  /** What the version belongs to: the path of the parent resource, or the place that carries it. Comparable versions have the same. */
  readonly of: string
}

/** A version number with its major: `v1.2`, `1.2.3`, `v2_1`. Four digits are a year. */
const numbered = /^v?(?:er(?:sion)?)?[._-]?(\d{1,3})(?:([._-])(\d+)(?:[._-]\d+)*)?$/i

/** A version that is a date: `2024-01-31`, `2024-01`, and Stripe's `2024-01-31.acacia`. */
const dated = /^(?:19|20)\d\d-?[01]\d(?:-?[0-3]\d)?(?![\d])/

/** The major of a version number. Nothing for dates and names. */
export function majorOf(text: string): number | undefined {
  const [, major] = numbered.exec(text) ?? []
  return major === undefined || dated.test(text) ? undefined : Number(major)
}

/** True for a version with a minor. With major 0 every minor may be breaking, so there it does not count. */
export function hasMinor(text: string): boolean {
  const [, major, , minor] = numbered.exec(text) ?? []
  return minor !== undefined && Number(major) > 0 && !dated.test(text)
}

/** True for a version that is a date: `2024-06-01`. */
export const isDated = (text: string): boolean => dated.test(text)

/** True for `v1.0`, whose minor is redundant. */
export const isZeroMinor = (text: string): boolean => /^\D*\d+(?:[._-]0)+$/.test(text)

/** The major in the same notation: `v1` of `v1.2`. */
export function withoutMinor(text: string): string {
  return /^\D*\d+/.exec(text)?.[0] ?? text
}

/** The versions in an API, each once per place. */
export function namedVersions(api: Api): readonly NamedVersion[] {
  const inPaths = resourcesOf(api)
    .filter(({ kind, segment }) => kind === 'version' && segment?.isLiteral === true)
    .map(({ name, at, parent }) => ({ text: name, at, of: parent?.path ?? '' }))
  return isContractApi(api) ? [...inPaths, ...inServers(api), ...inHeaders(api), ...inMediaTypes(api)] : inPaths
}

function inServers({ servers }: ContractApi): NamedVersion[] {
  // SwaggerHub's mock servers have the version of the document in their URL, and not that of the API.
  return servers.filter(({ url }) => !/^https?:\/\/virtserver\./.test(url)).flatMap(({ url, at }) => {
    const segments = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').split('/')
    return segments.filter((text) => numbered.test(text) || isDated(text)).map((text) => ({ text, at, of: 'server' }))
  })
}

function inHeaders({ operations }: ContractApi): NamedVersion[] {
  const headers = new Map<unknown, Parameter>()
  for (const { parameters } of operations) {
    for (const parameter of parameters) if (parameter.in === 'header' && isVersionHeader(parameter.name)) headers.set(parameter.cursor.value, parameter)
  }
  return [...headers.values()].flatMap(({ name, schema, at }) => {
    const values = new Set([schema?.keyword('default'), schema?.keyword('const'), ...asList(schema?.keyword('enum'))])
    return [...values].flatMap((text) => (typeof text === 'string' ? [{ text, at, of: name.toLowerCase() }] : []))
  })
}

/** The versions in media types (`application/vnd.shop.v1.2+json`), each at its first occurrence. */
function inMediaTypes({ operations }: ContractApi): NamedVersion[] {
  const found = new Map<string, NamedVersion>()
  for (const { body, responses } of operations) {
    for (const content of [body?.content ?? [], ...responses.map((response) => response.content)]) {
      for (const media of content) {
        const text = versionInType(media.type)
        if (text !== '' && !found.has(text)) found.set(text, { text, at: media.at, of: 'media type' })
      }
    }
  }
  return [...found.values()]
}

/** The version in a media type, such as `v1.2`, or an empty string. */
const versionInType = memoizeByText((type) => {
  const [, text = ''] = /\b(?:vnd|prs|json|xml|x)\b[^]{0,200}?[.+;_/-]\s*(v(?:ersion)?=?"?\d+(?:\.\d+)*)/i.exec(type) ?? []
  return text.replace(/^(?:v(?:ersion)?)=?"?/i, 'v')
})
