import { chmodSync, lstatSync, readFileSync, writeFileSync } from 'node:fs'

import { UsageError } from '../../core/errors.ts'
import { directoryOf, isWithin, joinPath } from '../../core/paths.ts'
import { disk } from '../node/disk/disk.ts'
import { makeDirectory } from '../node/disk/make-directory.ts'
import { reasonOf } from '../reason.ts'
import type { Change } from './change.ts'

const byteOrderMark = '\uFEFF'

/**
 * Writes changes, one after the other. Before the first one, all are verified: no file may have changed since it was read, and no symbolic
 * link may lead out of the repository.
 * @param root the top of the repository: absolute, forward slashes
 * @param onWritten called after each change
 * @throws UsageError if one cannot be written
 */
export async function makeChanges(root: string, changes: readonly Change[], onWritten: (change: Change) => Promise<void>): Promise<void> {
  const texts = changes.map((change) => explained(change, () => textFor(root, change)))
  for (const [index, change] of changes.entries()) {
    explained(change, () => {
      const file = joinPath(root, change.path)
      makeDirectory(directoryOf(file))
      writeFileSync(file, texts[index] ?? '', { flag: change.isNew ? 'wx' : 'w' })
      if (change.isNew && change.isExecutable === true) chmodSync(file, 0o755)
    })
    await onWritten(change)
  }
}

/** The new text of a file, after verifying that the file is still as it was when it was read. */
function textFor(root: string, { isNew, path, table }: Change): string {
  const file = joinPath(root, path)
  if (!isWithin(disk.realPathOf(root), disk.realPathOf(isNew ? existingAbove(file) : file))) throw new Error('it is outside the repository')
  if (isNew && lstatSync(file, { throwIfNoEntry: false }) !== undefined) throw new Error('a file of this name already exists')
  const before = isNew ? '' : readFileSync(file, 'utf8')
  const mark = before.startsWith(byteOrderMark) ? byteOrderMark : ''
  if (before !== mark + table.original) throw new Error('it has changed in the meantime')
  return mark + table.text
}

function existingAbove(file: string): string {
  let directory = directoryOf(file)
  while (disk.typeOf(directory) === undefined && directory !== directoryOf(directory)) directory = directoryOf(directory)
  return directory
}

function explained<Result>({ path }: Change, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw new UsageError(`cannot write '${path}': ${reasonOf(error)}`)
  }
}
