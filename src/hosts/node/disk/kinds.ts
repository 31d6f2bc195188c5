/** What a file may be, judged by its name alone. */
export type FileKind = 'source' | 'document' | 'other'

// `bin/www` is the entry point in applications made by Express's generator.
const sourceName = /\.(?:[cm]?[jt]s|[jt]sx)$|(?:^|\/)bin\/www$/i
const declarationName = /\.d\.(?:[cm]?ts|[\w-]+\.ts)$/i
const documentName = /\.(?:ya?ml|json)$/i
const javaScriptName = /\.(?:[cm]?js|jsx)$/i
const minifiedName = /[.-]min\.[cm]?js$/i
// Yarn's Plug'n'Play writes its loader beside the code.
const loaderName = /(?:^|\/)\.pnp\.(?:c?js|loader\.mjs)$/
const contractName = /(?:^|\/)(?:openapi|swagger)\.(?:ya?ml|json)$/i

/** Source, YAML or JSON, or neither. Declaration files, minified code and loaders of packages are `other`: rules would not report anything useful in them. */
export function kindOf(file: string): FileKind {
  if (sourceName.test(file)) return [declarationName, minifiedName, loaderName].some((name) => name.test(file)) ? 'other' : 'source'
  return documentName.test(file) ? 'document' : 'other'
}

/** True if a file that is named explicitly is treated as a source, even if it is a declaration file or minified. */
export function isSourceName(file: string): boolean {
  return sourceName.test(file)
}

/** True for JavaScript: nothing else is minified. */
export function mayBeMinified(file: string): boolean {
  return javaScriptName.test(file)
}

/** True for a name that clearly promises a contract. */
export function isNamedLikeContract(file: string): boolean {
  return contractName.test(file)
}

// Third-party code, in whatever directory.
const vendored = new Set(['node_modules', 'bower_components', 'jspm_packages', 'vendor', 'third_party', '.git', '.yarn', '.pnpm-store'])
/** Directories for the output of builds and tests, which duplicates what is checked elsewhere. Inside `src`, these names are features. */
export const outputDirectories: ReadonlySet<string> = new Set(['dist', 'build', 'out', 'coverage', '.next', '.nuxt', '.output', '.svelte-kit', '.turbo', '.cache', '.nyc_output'])

/** True for a file of third-party code. */
export function isVendored(file: string): boolean {
  return file.split('/').some((part) => vendored.has(part))
}

/**
 * True if a path leads through a directory of third-party or generated files.
 * @param path relative to the directory being searched: naming such a directory explicitly searches it
 */
export function isExcluded(path: string): boolean {
  let inSource = false
  const parts = path.split('/')
  parts.pop()
  for (const part of parts) {
    if (vendored.has(part) || (outputDirectories.has(part) && !inSource)) return true
    inSource ||= part === 'src'
  }
  return false
}

/** The same for absolute paths below a directory, computed once per folder. */
export function exclusionBelow(directory: string): (path: string) => boolean {
  const known = new Map<string, boolean>()
  return (path) => {
    const folder = path.slice(directory.length + 1, path.lastIndexOf('/') + 1)
    let excluded = known.get(folder)
    if (excluded === undefined) known.set(folder, (excluded = isExcluded(folder)))
    return excluded
  }
}
