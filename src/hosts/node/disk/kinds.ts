/** What a file can be to Setsquare, by its name alone. */
export type FileKind = 'source' | 'document' | 'other'

/** `bin/www` is where applications of Express's generator start. */
const sourceName = /\.(?:[cm]?[jt]s|[jt]sx)$|(?:^|\/)bin\/www$/i
const declarationName = /\.d\.(?:[cm]?ts|[\w-]+\.ts)$/i
const documentName = /\.(?:ya?ml|json)$/i
const javaScriptName = /\.(?:[cm]?js|jsx)$/i
const minifiedName = /[.-]min\.[cm]?js$/i
const contractName = /(?:^|\/)(?:openapi|swagger)\.(?:ya?ml|json)$/i

/** Source, YAML or JSON, or neither. Declarations and minified code hold nothing that a rule could be right about. */
export function kindOf(file: string): FileKind {
  if (sourceName.test(file)) return declarationName.test(file) || minifiedName.test(file) ? 'other' : 'source'
  return documentName.test(file) ? 'document' : 'other'
}

/** A named file is taken as source whatever else its name says. */
export function isSourceName(file: string): boolean {
  return sourceName.test(file)
}

/** Only JavaScript comes minified. */
export function mayBeMinified(file: string): boolean {
  return javaScriptName.test(file)
}

/** A file that everybody would take for a contract. */
export function isNamedLikeContract(file: string): boolean {
  return contractName.test(file)
}

/** Other people's code, wherever it stands. */
const vendored = new Set(['node_modules', 'bower_components', 'jspm_packages', 'vendor', 'third_party', '.git', '.yarn', '.pnpm-store'])
/** What builds and tests write: a copy of something checked elsewhere. Inside `src` the same names mean features. */
const outputs = new Set(['dist', 'build', 'out', 'coverage', '.next', '.nuxt', '.output', '.svelte-kit', '.turbo', '.cache', '.nyc_output'])

/**
 * True where a path leads through a directory of vendored or generated files.
 * @param path relative to the directory that discovery was asked to look in: who names such a directory wants it
 */
export function isExcluded(path: string): boolean {
  let inSource = false
  const parts = path.split('/')
  parts.pop()
  for (const part of parts) {
    if (vendored.has(part) || (outputs.has(part) && !inSource)) return true
    inSource ||= part === 'src'
  }
  return false
}

/** The same for paths below a directory, absolute: of each folder it is worked out once. */
export function exclusionBelow(directory: string): (path: string) => boolean {
  const known = new Map<string, boolean>()
  return (path) => {
    const folder = path.slice(directory.length + 1, path.lastIndexOf('/') + 1)
    let excluded = known.get(folder)
    if (excluded === undefined) known.set(folder, (excluded = isExcluded(folder)))
    return excluded
  }
}
