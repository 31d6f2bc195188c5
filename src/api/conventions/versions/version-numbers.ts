import type { Location } from '../../../core/location.ts'
import { asList } from '../../../core/json.ts'
import { remember } from '../../../core/remember.ts'
import { isContractApi } from '../../contract.ts'
import type { ContractApi } from '../../contract.ts'
import type { Parameter } from '../../contract-parts.ts'
import type { Api } from '../../model.ts'
import { resourcesOf } from '../../resources.ts'
import { isVersionHeader } from './version-signs.ts'

/** A version that a request names: in a path, a server's address, a header or a media type. */
export interface NamedVersion {
  /** As written: `v1.2`. */
  readonly text: string
  readonly at: Location
  /** The resource that it stands below, or what else carries it: versions of one thing have the same. */
  readonly of: string
}

/** `v1.2`, `1.2.3`, `v2_1`: the major and what stands behind it. Years are dates, and what is no version is none. */
const numbered = /^v?(?:er(?:sion)?)?[._-]?(\d{1,3})(?:([._-])(\d+)(?:[._-]\d+)*)?$/i

/** `2024-01-31`, `2024-01`, and Stripe's `2024-01-31.acacia`. */
const dated = /^(?:19|20)\d\d-?[01]\d(?:-?[0-3]\d)?(?![\d])/

/** The major of a numbered version; nothing for a date or a name. */
export function majorOf(text: string): number | undefined {
  const [, major] = numbered.exec(text) ?? []
  return major === undefined || dated.test(text) ? undefined : Number(major)
}

/** True for a version that tells more than a major. Before the first major, everything may break and is told apart. */
export function hasMinor(text: string): boolean {
  const [, major, , minor] = numbered.exec(text) ?? []
  return minor !== undefined && Number(major) > 0 && !dated.test(text)
}

/** True for versions that are dates: `2024-06-01`. */
export const isDated = (text: string): boolean => dated.test(text)

/** True for `v1.0`: a minor that says nothing. */
export const isZeroMinor = (text: string): boolean => /^\D*\d+(?:[._-]0)+$/.test(text)

/** `v1` of `v1.2`: written as before, without the rest. */
export function withoutMinor(text: string): string {
  return /^\D*\d+/.exec(text)?.[0] ?? text
}

/** Every version that requests to an API name, each once in each place. */
export function namedVersions(api: Api): readonly NamedVersion[] {
  const inPaths = resourcesOf(api)
    .filter(({ kind, segment }) => kind === 'version' && segment?.isLiteral === true)
    .map(({ name, at, parent }) => ({ text: name, at, of: parent?.path ?? '' }))
  return isContractApi(api) ? [...inPaths, ...inServers(api), ...inHeaders(api), ...inMediaTypes(api)] : inPaths
}

function inServers({ servers }: ContractApi): NamedVersion[] {
  // SwaggerHub's mock servers carry the version of the document, and not of the API.
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

/** `application/vnd.shop.v1.2+json`: each version where it is first named. */
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

/** `v1.2`; empty where a media type names no version. */
const versionInType = remember((type) => {
  const [, text = ''] = /\b(?:vnd|prs|json|xml|x)\b[^]{0,200}?[.+;_/-]\s*(v(?:ersion)?=?"?\d+(?:\.\d+)*)/i.exec(type) ?? []
  return text.replace(/^(?:v(?:ersion)?)=?"?/i, 'v')
})
