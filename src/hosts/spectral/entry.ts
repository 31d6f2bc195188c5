import type { RulesetFunctionContext } from '@stoplight/spectral-core'

import type { Files } from '../../core/files.ts'
import { directoryOf, isWithin, joinPath } from '../../core/paths.ts'
import { filesThrough, realPathOf, workTreeOf } from '../files.ts'
import type { FileSystem } from '../files.ts'

/** The document that Spectral checks, with access to the files it may refer to. */
export interface Entry {
  /** Absolute, forward slashes. */
  readonly file: string
  readonly files: Files
}

/** Opens the document for our own parser, which unlike Spectral's keeps comments and exact positions. */
export function openEntry({ document, documentInventory }: Pick<RulesetFunctionContext, 'document' | 'documentInventory'>): Entry {
  const system = fileSystem()
  const file = pathOf(document.source, system)
  const read = new Map(Object.entries(documentInventory.referencedDocuments).map(([path, other]) => [path, textOf(other)]))
  const disk = system === undefined || isAddress(file) ? undefined : filesThrough(system, { roots: rootsOf(file, system) })
  const text = textOf(document)
  return {
    file,
    files: {
      read(path) {
        if (path === file) return { kind: 'text', text }
        const content = disk?.read(path) ?? { kind: 'refused', reason: 'Spectral did not read it' }
        if (disk !== undefined && content.kind !== 'text') return content
        // What Spectral has read may be unsaved text from an editor.
        const known = read.get(path)
        return known === undefined ? content : { kind: 'text', text: known }
      },
    },
  }
}

/** What is needed of Node. */
interface System extends FileSystem {
  readonly exists: (path: string) => boolean
  /** The working directory, forward slashes. */
  readonly cwd: string
}

/**
 * Node's modules, if there are some. Looked up at run time instead of imported: Spectral bundles rulesets again, and evaluates them in its
 * editor extension, where nothing can be imported.
 */
function fileSystem({ process: host }: { readonly process?: Partial<NodeJS.Process> } = globalThis): System | undefined {
  if (host?.getBuiltinModule === undefined || host.cwd === undefined) return undefined
  const { existsSync, lstatSync, readFileSync, realpathSync, statSync } = host.getBuiltinModule('node:fs')
  const { isUtf8 } = host.getBuiltinModule('node:buffer')
  const { sep } = host.getBuiltinModule('node:path')
  const cwd = host.cwd().replaceAll(sep, '/')
  return { lstatSync, readFileSync, realpathSync, statSync, isUtf8, sep, exists: existsSync, cwd }
}

/** The path of a document. A document without a file (from a pipe, or unsaved in an editor) is placed in the working directory. */
function pathOf(source: string | null, system: System | undefined): string {
  const path = source ?? 'document'
  if (isAddress(path) || /^(?:[a-z]:)?\//i.test(path)) return path
  return joinPath(system?.cwd ?? '/', path)
}

function isAddress(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path)
}

/**
 * The directories that references may lead to: the work tree that contains the document, as on the command line; without one, the working
 * directory if the document is below it, or else the document's own directory.
 */
function rootsOf(file: string, system: System): string[] {
  const { cwd, exists } = system
  const own = directoryOf(file)
  const real = realPathOf(file, system)
  return [own, ...(real === undefined ? [] : [directoryOf(real)])].map((directory) => {
    // If an editor starts in the system's root directory, that does not mean that everything may be read.
    const isProject = cwd !== directoryOf(cwd) && isWithin(cwd, directory)
    return workTreeOf(directory, exists) ?? (isProject ? cwd : directory)
  })
}

/** The text of a document. If Spectral was given a value instead, it is serialised. */
function textOf(document: RulesetFunctionContext['document']): string {
  const input = 'input' in document ? document.input : undefined
  const text = typeof input === 'string' ? input : JSON.stringify(document.data)
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
