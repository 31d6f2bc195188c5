import { basename, dirname } from 'node:path'

import type { CoverageNote } from '../../../core/diagnostic.ts'
import { UsageError } from '../../../core/errors.ts'
import { globLibrary } from '../../../core/globs.ts'
import { groupBy } from '../../../core/group.ts'
import { suggestion } from '../../../core/nearest.ts'
import { isWithin } from '../../../core/paths.ts'
import { reasonOf } from '../../reason.ts'
import { dataNames, programNames } from '../config/configuration-names.ts'
import { contractSigns } from './contract-signs.ts'
import type { ContractSigns } from './contract-signs.ts'
import { disk } from './disk.ts'
import { isNamedLikeContract, isSourceName, kindOf, mayBeMinified } from './kinds.ts'
import type { FileKind } from './kinds.ts'
import { absolutePath, projectRoot, withSlashes } from './paths.ts'
import type { Tree } from './tree.ts'

/** Where to look for files to check. */
export interface DiscoveryRequest {
  /** Absolute, forward slashes. */
  readonly cwd: string
  /** Files, directories and globs as the user wrote them, relative to `cwd`; none means `cwd` itself. */
  readonly paths: readonly string[]
  /** True for what the configuration ignores. Does not apply to a file named explicitly, nor to a named directory that is itself ignored. */
  readonly ignores?: (path: string) => boolean
  /** The state of the project to look in; the disk by default. */
  readonly tree?: Tree
  /** A kind of file not to search for. */
  readonly without?: FileKind
  /** True for files that are known to be sources with their present content. */
  readonly isKnownSource?: (file: string) => boolean
}

/** What there is to check. All paths are absolute, with forward slashes, unique and sorted. */
export interface Discovery {
  readonly contracts: readonly string[]
  readonly sources: readonly string[]
  /** Configurations in the directories that were searched. */
  readonly configurations: readonly string[]
  /** Files that were named or look like contracts, but are not checked. */
  readonly notes: readonly CoverageNote[]
  /** The directories that may be read from: the project, and the projects of paths named outside of it. */
  readonly roots: readonly string[]
  /** The directories that were searched, deepest first. */
  readonly searched: readonly string[]
  /** Files named explicitly, and named directories that are ignored by the configuration. */
  readonly named: ReadonlySet<string>
}

/**
 * Finds contracts and sources. Directories are searched, files are taken as they are.
 * @throws UsageError for a path that does not exist
 */
export function discover(request: DiscoveryRequest): Discovery {
  const { cwd, paths, ignores = () => false, tree = disk, without } = request
  const found = new Found(tree, request.isKnownSource)
  const roots = new Set([projectRoot(cwd)])
  const named = new Set<string>()
  const searched = new Set<string>()
  const take = (directory: string, matches: (file: string) => boolean): void => {
    searched.add(directory)
    if (ignores(`${directory}/`)) named.add(directory)
    found.addBelow(directory, ignores, (file) => kindOf(file) !== without && matches(file))
  }
  for (const path of paths.length === 0 ? ['.'] : paths) {
    // A script may pass an empty path if a variable in it is empty.
    if (path === '') throw new UsageError("a path is empty: leave it out, or write '.' for all that is here")
    const absolute = absolutePath(cwd, path)
    const type = typeOf(tree, absolute, path)
    // The working directory may not exist in the state that is checked.
    if (type === 'directory' || (type === undefined && paths.length === 0)) {
      addRoot(roots, absolute)
      take(absolute, () => true)
    } else if (type !== undefined) {
      addRoot(roots, dirname(absolute))
      addRoot(roots, dirname(tree.realPathOf(absolute)))
      named.add(absolute)
      found.addNamed(absolute, type)
    } else {
      const glob = globIn(tree, cwd, path)
      if (glob === undefined) throw new UsageError(`no such file or directory: '${path}'${meant(tree, absolute)}`)
      addRoot(roots, glob.base)
      const matched = new Set<string>()
      take(glob.base, (file) => glob.matches(file) && matched.add(file).size > 0)
      if (matched.size === 0) found.notes.push({ kind: 'unmatched-glob', file: glob.base, message: `'${path}' matches no YAML, JSON, TypeScript or JavaScript file` })
    }
  }
  // A file and a symbolic link to it can only both be found if several paths were named.
  if (paths.length > 1 && paths.some((path) => tree.realPathOf(absolutePath(cwd, path)) !== absolutePath(cwd, path))) found.dropSecondNames()
  found.tellBuilt()
  return { ...found.sorted(), roots: [...roots], searched: [...searched].sort((a, b) => b.length - a.length), named }
}

/** A path outside the project adds the project that it belongs to. */
function addRoot(roots: Set<string>, directory: string): void {
  if (![...roots].some((root) => isWithin(root, directory))) roots.add(projectRoot(directory))
}

function typeOf(tree: Tree, absolute: string, path: string): ReturnType<Tree['typeOf']> {
  try {
    return tree.typeOf(absolute)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined
    throw new UsageError(`cannot read '${path}': ${reasonOf(error)}`)
  }
}

function meant(tree: Tree, absolute: string): string {
  const name = basename(absolute)
  const names = tree.namesIn(dirname(absolute))
  return names.includes(name) ? ': it is a symbolic link to nothing' : suggestion(name, names)
}

/** A glob, resolved. */
export interface Glob {
  /** The directory to search in. */
  readonly base: string
  readonly matches: (file: string) => boolean
}

/**
 * Resolves a path with wildcards; nothing for a path without.
 * @throws UsageError if the directory in front of the wildcards does not exist
 */
export function globIn(tree: Tree, cwd: string, path: string): Glob | undefined {
  // A glob contains at least one of these characters; this saves loading the library.
  if (!/[*?[{(!]/.test(path)) return undefined
  const picomatch = globLibrary()
  const { isGlob, base, glob } = picomatch.scan(withSlashes(path))
  if (!isGlob) return undefined
  const directory = absolutePath(cwd, base)
  if (typeOf(tree, directory, base) !== 'directory') {
    throw new UsageError(`no such directory: '${base}' (in '${path}')${meant(tree, directory)}`)
  }
  const matches = picomatch(glob, { dot: true })
  return { base: directory, matches: (file) => matches(file.slice(directory.length + 1)) }
}

/** The sources below a directory, as discovery finds them, and the documents, some of which may be contracts. Sorted. */
export function filesBelow(directory: string, ignores: (path: string) => boolean): Record<'sources' | 'documents', readonly string[]> {
  const found = new Found(disk)
  const documents: string[] = []
  found.addBelow(directory, ignores, (file) => {
    const kind = kindOf(file)
    if (kind === 'document') documents.push(file)
    return kind === 'source'
  })
  return { sources: found.sorted().sources, documents: documents.sort() }
}

/** The contracts among documents. */
export function contractsAmong(documents: readonly string[]): readonly string[] {
  const found = new Found(disk)
  for (const document of documents) found.addListed(document)
  return found.sorted().contracts
}

/** Collects files by kind. */
class Found {
  readonly notes: CoverageNote[] = []
  readonly #configurations = new Set<string>()
  readonly #built: string[] = []
  readonly #contracts = new Set<string>()
  readonly #sources = new Set<string>()
  readonly #tree: Tree
  readonly #isKnownSource: (file: string) => boolean

  constructor(tree: Tree, isKnownSource: DiscoveryRequest['isKnownSource'] = () => false) {
    this.#tree = tree
    this.#isKnownSource = isKnownSource
  }

  sorted(): Pick<Discovery, 'configurations' | 'contracts' | 'sources' | 'notes'> {
    return { configurations: [...this.#configurations].sort(), contracts: [...this.#contracts].sort(), sources: [...this.#sources].sort(), notes: this.notes }
  }

  /** If there is no contract, those that builds wrote may be all there are: nobody should believe that they were checked. */
  tellBuilt(): void {
    if (this.#contracts.size === 0) for (const file of this.#built) this.#skip(file, 'it is in a directory for the output of builds; naming it checks it')
  }

  /** If a file has several names, keeps its real path or, if that is not among them, the first one. */
  dropSecondNames(): void {
    for (const files of [this.#contracts, this.#sources]) {
      const names = groupBy(files, (file) => this.#tree.realPathOf(file))
      for (const [real, all] of names) {
        const [kept] = all.includes(real) ? [real] : all.sort()
        for (const file of all) if (file !== kept) files.delete(file)
      }
    }
  }

  /** Searches a directory. If the directory itself is ignored, it must have been named explicitly, so `ignores` does not apply. */
  addBelow(directory: string, ignores: (path: string) => boolean, matches: (file: string) => boolean): void {
    const listing = this.#tree.list(directory, ignores(`${directory}/`) ? () => false : ignores)
    this.notes.push(...listing.notes)
    this.#built.push(...listing.built.filter(matches))
    const files = listing.files.filter(matches)
    // For all others, the name alone decides.
    this.#tree.expect(files.filter((file) => kindOf(file) === 'document' || this.#hasToBeOpened(file)))
    for (const file of files) {
      if (isConfiguration(file)) this.#configurations.add(file)
      this.addListed(file)
    }
  }

  /** A file found by searching: taken only if it is clearly something to check. */
  addListed(file: string): void {
    if (kindOf(file) === 'source') {
      if (!this.#hasToBeOpened(file) || !isBuilt(this.#tree, file)) this.#sources.add(file)
      return
    }
    const signs = this.#signsOf(file)
    if (signs === 'contract' || (signs === 'unversioned' && isNamedLikeContract(file))) this.#contracts.add(file)
    else if (signs === 'undecided') this.#skip(file, 'it is too large to search, and its beginning names no OpenAPI version')
    else if (signs === 'pointer' || (signs !== undefined && isNamedLikeContract(file))) this.#skipDocument(file, signs)
  }

  /** A file named explicitly: if it is not checked, the reason is noted. */
  addNamed(file: string, type: 'file' | 'other'): void {
    if (type !== 'file') this.notes.push({ kind: 'unreadable', file, message: 'could not be read: it is not a regular file' })
    else if (isSourceName(file)) this.#sources.add(file)
    else {
      const signs = this.#signsOf(file)
      if (signs === 'contract' || signs === 'unversioned' || signs === 'undecided') this.#contracts.add(file)
      else if (signs !== undefined) this.#skipDocument(file, signs)
    }
  }

  /** True for a source that may be minified, which only its content tells. */
  #hasToBeOpened(file: string): boolean {
    return mayBeMinified(file) && !this.#isKnownSource(file)
  }

  #signsOf(file: string): ContractSigns | undefined {
    try {
      return contractSigns(this.#tree, file)
    } catch (error) {
      this.notes.push({ kind: 'unreadable', file, message: `could not be read: ${reasonOf(error)}` })
      return undefined
    }
  }

  #skipDocument(file: string, signs: ContractSigns): void {
    if (signs === 'binary') this.notes.push({ kind: 'unreadable', file, message: 'could not be read: it is a binary file' })
    else if (signs === 'empty') this.#skip(file, 'it is empty')
    else if (signs === 'pointer') this.#skip(file, 'it is a Git LFS pointer: `git lfs pull` fetches the content')
    else this.#skip(file, "it has no top-level 'openapi' or 'swagger' field with a version, so it is not a contract by itself")
  }

  #skip(file: string, reason: string): void {
    this.notes.push({ kind: 'skipped', file, message: `not checked: ${reason}` })
  }
}

function isConfiguration(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1)
  return name.startsWith('setsquare') && (dataNames.includes(name) || programNames.includes(name))
}

/**
 * The beginnings of what bundlers write: webpack's, Browserify's, esbuild's, and the wrapper for all kinds of modules. And the banner of a
 * release in a folder of files that browsers load: a banner alone has a program of one's own too.
 */
const bundled = /^\/\*{6}\/|MODULE_NOT_FOUND|\bvar __(?:defProp|getOwnPropNames) ?= ?Object\.|(?:^|\n)[(!;]{0,2}\s?function ?\(\s?(?:global|root), ?factory\s?\)/
const release = /^\s{0,9}\/\*(?:!|[*\s]{0,8}@(?:license|preserve)\b)[^/]{0,300}?\d\.\d+\.\d/
const loadedByBrowsers = /\/(?:public|static|assets|wwwroot)\//

/** True for JavaScript that nobody writes by hand, by its average line, and for what others have built. */
export function isBuilt(tree: Tree, file: string): boolean {
  try {
    const { bytes } = tree.headOf(file, 16_384)
    let lines = 1
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++
    if (bytes.length / lines > 300) return true
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 2_048)).toString('latin1')
    return bundled.test(head) || (loadedByBrowsers.test(file) && release.test(head))
  } catch {
    // Reading the file for the check will report the reason.
    return false
  }
}
