/** The kinds of mistakes in a path template. */
export type PathFlawKind = 'query' | 'fragment' | 'emptySegment' | 'trailingSlash' | 'extension' | 'escape' | 'braces' | 'colonVariable'

/** A mistake in a path template. */
export interface PathFlaw {
  readonly kind: PathFlawKind
  /** The mistaken part: offsets in characters, end exclusive. */
  readonly range: readonly [start: number, end: number]
  /** The text of that part. */
  readonly text: string
}

/** Files with conventional names, where the extension does not choose a representation of a resource. */
const wellKnownFiles =
  /^(?:openapi|swagger|api-docs?|apidocs?|schema|spec|discovery|robots|sitemap|feed|rss|atom|manifest|package|index|security|jwks|crossdomain|asset-manifest|config|version|health|status|metadata)[\w.-]*\.\w+$|^(?:opensearch|favicon|browserconfig)\./i

/** Extensions for representations, and those of server-side languages. */
const extension = /\.(?:json|xml|html?|php|aspx?|jspx?|jsf|cgi|do|action)$/i

/** The mistakes in a template, in order of position; each part has at most one. */
export function flawsOf(template: string): PathFlaw[] {
  const flaws: PathFlaw[] = []
  const add = (kind: PathFlawKind, start: number, end: number): void => {
    flaws.push({ kind, range: [start, end], text: template.slice(start, end) })
  }
  const cut = template.search(/[?#]/)
  const path = cut < 0 ? template : template.slice(0, cut)
  let start = 0
  const segments = path.split('/')
  for (const [index, segment] of segments.entries()) {
    const end = start + segment.length
    const isLast = index === segments.length - 1
    if (segment === '') {
      if (isLast && index > 1) add('trailingSlash', start - 1, start)
      else if (!isLast && index > 0) add('emptySegment', start - 1, start + 1)
    } else {
      for (const [kind, from, to] of segmentFlaws(segment, isLast ? segments[index - 1] : undefined)) add(kind, start + from, start + to)
    }
    start = end + 1
  }
  if (segments.some((segment) => segment === '.well-known')) return flaws.filter(({ kind }) => kind !== 'extension')
  if (cut >= 0) add(template[cut] === '?' ? 'query' : 'fragment', cut, template.length)
  return flaws
}

type Found = readonly [kind: PathFlawKind, start: number, end: number]

/** @param directory the segment before it, if it is the last one */
function segmentFlaws(segment: string, directory: string | undefined): Found[] {
  if (bracesAreOdd(segment)) return [['braces', 0, segment.length]]
  if (/^:[A-Za-z_]\w*$/.test(segment)) return [['colonVariable', 0, segment.length]]
  const found: Found[] = []
  // Variables are replaced by text of the same length, so that offsets stay the same.
  const literal = segment.replace(/\{[^{}]*\}/g, (variable) => '0'.repeat(variable.length))
  const odd = /[^A-Za-z0-9\-._~!$&'()*+,;=:@%]|%(?![0-9A-Fa-f]{2})/u.exec(literal)
  if (odd !== null) found.push(['escape', odd.index, odd.index + odd[0].length])
  const suffix = directory === undefined || wellKnownFiles.test(segment) ? null : extension.exec(literal)
  // `/Service/Service.xml` is the description file of a service.
  if (suffix !== null && suffix.index > 0 && segment.slice(0, suffix.index) !== directory) found.push(['extension', suffix.index, segment.length])
  return found
}

/** True for braces that are unbalanced, nested or empty. */
function bracesAreOdd(segment: string): boolean {
  return /[{}]/.test(segment.replace(/\{[^{}]+\}/g, ''))
}
