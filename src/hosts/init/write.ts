import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'

import { UsageError } from '../../core/errors.ts'
import { directoryOf, isWithin, joinPath } from '../../core/paths.ts'
import { disk } from '../node/disk.ts'
import { reasonOf } from '../reason.ts'
import type { Change } from './change.ts'

const byteOrderMark = '\uFEFF'

/**
 * Makes a change. A file that has come into being or changed since it was looked at is left as it is, and so is what a
 * symbolic link puts outside of the repository.
 * @param root the top of the repository: absolute, forward slashes
 * @throws UsageError where it cannot be made
 */
export function makeChange(root: string, { path, isNew, table, isExecutable = false }: Change): void {
  const file = joinPath(root, path)
  const refuse = (reason: string): UsageError => new UsageError(`cannot write '${path}': ${reason}`)
  try {
    if (isNew) mkdirSync(directoryOf(file), { recursive: true })
    if (!isWithin(disk.realPathOf(root), disk.realPathOf(isNew ? directoryOf(file) : file))) throw refuse('it leads out of the repository')
    const before = isNew ? '' : readFileSync(file, 'utf8')
    const mark = before.startsWith(byteOrderMark) ? byteOrderMark : ''
    if (before !== mark + table.original) throw refuse('it has changed in the meantime')
    writeFileSync(file, mark + table.text, { flag: isNew ? 'wx' : 'w' })
    if (isNew && isExecutable) chmodSync(file, 0o755)
  } catch (error) {
    if (error instanceof UsageError) throw error
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw refuse(exists ? 'it has come into being in the meantime' : reasonOf(error))
  }
}
