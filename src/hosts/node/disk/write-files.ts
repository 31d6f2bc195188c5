import { accessSync, constants, readFileSync, realpathSync, statSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'

import { UsageError } from '../../../core/errors.ts'
import type { PieceTable } from '../../../core/pieces.ts'
import { realPathOf } from '../../files.ts'
import { reasonOf } from '../../reason.ts'

const byteOrderMark = '\uFEFF'

/** A new file that is ready to replace another. */
interface Replacement {
  /** With symbolic links resolved: a link stays a link. */
  readonly target: string
  readonly temporary: string
}

/**
 * Writes changed texts, all or none of them as far as a file system allows: every file is checked first, and every new text is on disk
 * before the first one replaces its old one. Modes, owners, symbolic links and byte order marks are preserved.
 * @param changes the edits by absolute path with forward slashes
 * @param nameOf a path in the form for messages
 * @throws UsageError if a file cannot be written, or has changed since it was checked
 */
export async function writeFiles(changes: ReadonlyMap<string, PieceTable>, nameOf: (file: string) => string): Promise<void> {
  const problems = [...changes].flatMap(([file, table]) => problemWith(file, table).map((problem) => `'${nameOf(file)}': ${problem}`))
  if (problems.length > 0) throw new UsageError(`nothing was fixed, because some files cannot be written: ${problems.join('; ')}`)
  const ready: Replacement[] = []
  const targets = new Set<string>()
  let current = ''
  let replaced = 0
  try {
    for (const [file, table] of changes) {
      current = file
      const target = targetOf(file)
      // A link and its target were checked separately, with the same result.
      if (!targets.has(target)) ready.push(await prepare(target, table))
      targets.add(target)
    }
    for (const { target, temporary } of ready) {
      current = target
      await rename(temporary, target)
      replaced++
    }
  } catch (error) {
    await Promise.all(ready.slice(replaced).map(({ temporary }) => rm(temporary, { force: true })))
    const done = replaced === 0 ? 'nothing was changed' : `${replaced} of ${changes.size} files were fixed before`
    throw new UsageError(`cannot write '${nameOf(current)}': ${reasonOf(error)}; ${done}`)
  }
}

function targetOf(file: string): string {
  return realPathOf(file, { realpathSync, sep }) ?? file
}

/** The reason why a file cannot be written; none if it can. */
function problemWith(file: string, { original }: PieceTable): string[] {
  try {
    // A read-only file could still be replaced by renaming, which is not what its owner wants.
    accessSync(file, constants.W_OK)
    const { text } = textOf(file)
    return text === original ? [] : ['it has changed while it was being checked: run the command again']
  } catch (error) {
    return [reasonOf(error)]
  }
}

function textOf(file: string): { readonly text: string; readonly mark: string } {
  const text = readFileSync(file, 'utf8')
  return text.startsWith(byteOrderMark) ? { text: text.slice(1), mark: byteOrderMark } : { text, mark: '' }
}

/** Writes the new text to a temporary file in the same directory, so that replacing the old one is atomic. */
async function prepare(target: string, table: PieceTable): Promise<Replacement> {
  const { mode, uid, gid } = statSync(target)
  const temporary = join(dirname(target), `.${basename(target)}.setsquare-${process.pid}`)
  await rm(temporary, { force: true })
  const handle = await open(temporary, 'wx', mode)
  try {
    await handle.writeFile(textOf(target).mark + table.text)
    await handle.chmod(mode)
    const made = await handle.stat()
    if (made.uid !== uid || made.gid !== gid) await handle.chown(uid, gid)
    await handle.sync()
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  } finally {
    await handle.close()
  }
  return { target, temporary }
}
