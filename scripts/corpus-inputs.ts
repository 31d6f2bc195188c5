import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'

import type { CorpusInput } from './corpus-record.ts'

/** Every YAML and JSON file below a directory (but not below a `node_modules` in it), or the one file, as contracts. */
export function contractsIn(path: string): CorpusInput[] {
  const absolute = resolve(path)
  const root = statSync(absolute).isDirectory() ? absolute : dirname(absolute)
  const files = root === absolute ? documentsBelow(absolute) : [absolute]
  return files.map((file) => {
    const name = relative(root, file).split(sep).join('/')
    return { kind: 'contract', name, root, path: name }
  })
}

/** The repository at a path or, if it is none, every directory in it. */
export function repositoriesIn(path: string): CorpusInput[] {
  const absolute = resolve(path)
  const roots = isRepository(absolute)
    ? [absolute]
    : readdirSync(absolute, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => join(absolute, entry.name))
        .sort()
  return roots.map((root) => ({ kind: 'code', name: basename(root), root, path: '.' }))
}

function isRepository(directory: string): boolean {
  return ['.git', 'package.json'].some((name) => existsSync(join(directory, name)))
}

function documentsBelow(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(directory, entry.name)
      if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === '.git' ? [] : documentsBelow(path)
      return entry.isFile() && /\.(?:json|ya?ml)$/.test(entry.name) && entry.name !== 'package.json' ? [path] : []
    })
    .sort()
}
