import type { RulesetFunctionContext } from '@stoplight/spectral-core'

import type { Files } from '../../core/files.ts'
import { directoryOf, isWithin, joinPath } from '../../core/paths.ts'
import { filesThrough, realPathOf, workTreeOf } from '../files.ts'
import type { FileSystem } from '../files.ts'

/** The document that Spectral checks, and what it may refer to. */
export interface Entry {
  /** Absolute, forward slashes. */
  readonly file: string
  readonly files: Files
}

/** Opens the document that Spectral has read for our own parser, which keeps what Spectral's drops: comments and places. */
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
        // What Spectral has read may be what an editor shows and has not saved.
        const known = read.get(path)
        return known === undefined ? content : { kind: 'text', text: known }
      },
    },
  }
}

interface System extends FileSystem {
  readonly exists: (path: string) => boolean
  /** The working directory, forward slashes. */
  readonly cwd: string
}

/**
 * What there is of Node. It is asked for and not imported: Spectral takes rulesets to pieces and evaluates them anew, in its
 * editor extension where nothing can be imported.
 */
function fileSystem({ process: host }: { readonly process?: Partial<NodeJS.Process> } = globalThis): System | undefined {
  if (host?.getBuiltinModule === undefined || host.cwd === undefined) return undefined
  const { existsSync, lstatSync, readFileSync, realpathSync, statSync } = host.getBuiltinModule('node:fs')
  const { isUtf8 } = host.getBuiltinModule('node:buffer')
  const { sep } = host.getBuiltinModule('node:path')
  const cwd = host.cwd().replaceAll(sep, '/')
  return { lstatSync, readFileSync, realpathSync, statSync, isUtf8, sep, exists: existsSync, cwd }
}

/** Where a document stands. One from elsewhere than a file (a pipe, an editor's new page) is taken to stand in the working directory. */
function pathOf(source: string | null, system: System | undefined): string {
  const path = source ?? 'document'
  if (isAddress(path) || /^(?:[a-z]:)?\//i.test(path)) return path
  return joinPath(system?.cwd ?? '/', path)
}

function isAddress(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path)
}

/**
 * The directories that references may lead to: the work tree that the document belongs to, as on the command line; outside of
 * one, the working directory where the document is below it; else the document's own directory.
 */
function rootsOf(file: string, system: System): string[] {
  const { cwd, exists } = system
  const own = directoryOf(file)
  const real = realPathOf(file, system)
  return [own, ...(real === undefined ? [] : [directoryOf(real)])].map((directory) => {
    // A program that was started from the system's root (editors are) was not told to read everything.
    const isProject = cwd !== directoryOf(cwd) && isWithin(cwd, directory)
    return workTreeOf(directory, exists) ?? (isProject ? cwd : directory)
  })
}

/** The text of a document; where Spectral was given a value instead, one that says the same. */
function textOf(document: RulesetFunctionContext['document']): string {
  const input = 'input' in document ? document.input : undefined
  const text = typeof input === 'string' ? input : JSON.stringify(document.data)
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
