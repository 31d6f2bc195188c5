import type { FileFacts } from '../../source/facts/file-facts.ts'
import { saysTheSame } from '../../source/facts/moved.ts'
import { EditedFile, movedFindings } from '../moved-findings.ts'
import type { ProgramFindings, RuleFindings } from './program.ts'

/** A file of a program, as it was when rules ran on that. */
export interface FileState {
  readonly file: string
  readonly text: string
  readonly facts: FileFacts
}

/**
 * What rules about the program have found in a file and must find again now that it has another text: most edits are within a line
 * and change nothing that the rest of the program can see.
 * @param found on the program with the file as it was
 * @param before that file, with the facts that were asked for
 * @param after the same file, and nothing else has changed
 * @param isFollowed whether values were followed into the file, or out of it
 * @returns by rule; nothing of a rule that has to run again
 */
export function carried(found: ProgramFindings, before: FileState, after: FileState, isFollowed: boolean): ProgramFindings {
  const edited = new EditedFile(before.text, after.text)
  if (!saysTheSame(before.facts, after.facts, edited.shift)) return new Map()
  return new Map([...found].flatMap(([key, findings]) => {
    const isSettled = findings.hangOn === 'facts' || (findings.hangOn === 'values' && !isFollowed)
    const again = isSettled && findings.failures.length === 0 ? moved(findings, before.file, edited) : undefined
    return again === undefined ? [] : [[key, again] as const]
  }))
}

/** What was found in the file. */
function moved({ found, ...rest }: RuleFindings, file: string, edited: EditedFile): RuleFindings | undefined {
  const ofFile = Object.hasOwn(found, file) ? (found[file] ?? []) : []
  const again = movedFindings(ofFile, new Map([[file, edited]]))
  return again && { ...rest, found: { [file]: again } }
}
