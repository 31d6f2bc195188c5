import { accessSync, constants, readFileSync, realpathSync, statSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'

import { UsageError } from '../../../core/errors.ts'
import type { PieceTable } from '../../../core/pieces.ts'
import { realPathOf } from '../../files.ts'
import { reasonOf } from '../../reason.ts'

const byteOrderMark = '\uFEFF'

/** A file that is ready to take the place of another. */
interface Replacement {
  /** Behind symbolic links: the link stays one. */
  readonly target: string
  readonly temporary: string
}

/**
 * Writes texts that have changed, all or none as far as a file system allows it: every file is looked at first, every new text
 * is on the disk before the first takes the old one's place. Modes, owners, symbolic links and byte order marks stay.
 * @param changes absolute paths, forward slashes, with what becomes of the text that was read
 * @param nameOf a path as people should see it
 * @throws UsageError where a file cannot be written, or is not any more what it was when it was checked
 */
export async function writeFiles(changes: ReadonlyMap<string, PieceTable>, nameOf: (file: string) => string): Promise<void> {
  const problems = [...changes].flatMap(([file, table]) => problemWith(file, table).map((problem) => `'${nameOf(file)}': ${problem}`))
  if (problems.length > 0) throw new UsageError(`nothing was fixed, because not all of it could be: ${problems.join('; ')}`)
  const ready: Replacement[] = []
  const targets = new Set<string>()
  let current = ''
  let replaced = 0
  try {
    for (const [file, table] of changes) {
      current = file
      const target = targetOf(file)
      // A link and what it leads to were checked each by its own name, and come to the same.
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

/** What speaks against writing a file; nothing where all is well. */
function problemWith(file: string, { original }: PieceTable): string[] {
  try {
    // A file that may not be written could still be replaced: whoever made it read-only did not mean that.
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

/** Puts the new text beside the file, so that taking its place is one step that cannot be done by halves. */
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
