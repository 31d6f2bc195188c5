import type { SourceFile } from '../syntax/file.ts'
import type { LoggedSecret } from './logged.ts'

/** Stands for all fields at one level, and for paths that could not be read. */
const anything = '*'

const quoted = /'[^'\n]*'|"[^"\n]*"|`[^`\n]*`/g
/** The paths to redact, if they are written as a list of texts. */
const redacting = /\bredact\b['"]?:\s*(?:\{\s*paths:\s*)?(?:\[((?:'[^'\n]*'|"[^"\n]*"|`[^`\n]*`|[\s,])*)\])?/g

/** The paths of fields that pino is told to redact in this file, in quotes: `redact: ['*.password']`, `redact: { paths }`. */
export function redactedPaths({ text }: Pick<SourceFile, 'text'>): string[] {
  return [...text.matchAll(redacting)].flatMap(([, list]) => (list === undefined ? [anything] : (list.match(quoted) ?? [])))
}

/** True if a logger that redacts these paths hides the secret, or some of the headers or of the body that are logged. */
export function hides(paths: readonly string[], { kind, path }: LoggedSecret): boolean {
  return (
    path !== null &&
    paths.some((pattern) => {
      const keys = pattern.split(/[[\].'"`]+/).filter((key) => key !== '')
      return (kind !== 'credential' || keys.length <= path.length) && keys.slice(0, path.length).every((key, at) => key === anything || key === path[at])
    })
  )
}
