import type { FileFacts } from '../../source/facts/file-facts.ts'
import { differOnlyInOffsets } from '../../source/facts/moved.ts'
import { EditedFile, movedFindings } from '../moved-findings.ts'
import type { ProgramFindings, RuleFindings } from './program.ts'

/** A file of a program, in the state in which rules ran on it. */
export interface FileState {
  readonly file: string
  readonly text: string
  readonly facts: FileFacts
}

/**
 * Carries the findings in an edited file over to its new text, so that rules on the program need not run again: most edits stay within a
 * line and change nothing that the rest of the program can see.
 * @param found what was found in the program before the edit
 * @param before the file before the edit, with the facts that rules asked for
 * @param after the file after it; no other file has changed
 * @param isFollowed whether data flow was followed into the file or out of it
 * @returns findings by rule; without the rules that have to run again
 */
export function carriedOver(found: ProgramFindings, before: FileState, after: FileState, isFollowed: boolean): ProgramFindings {
  const edited = new EditedFile(before.text, after.text)
  if (!differOnlyInOffsets(before.facts, after.facts, edited.shift)) return new Map()
  return new Map([...found].flatMap(([key, findings]) => {
    const isSettled = findings.dependOn === 'facts' || (findings.dependOn === 'values' && !isFollowed)
    const again = isSettled && findings.failures.length === 0 ? moved(findings, before.file, edited) : undefined
    return again === undefined ? [] : [[key, again] as const]
  }))
}

/** The findings in this file at their new positions, or nothing if the edit touched one of them. */
function moved({ found, ...rest }: RuleFindings, file: string, edited: EditedFile): RuleFindings | undefined {
  const ofFile = Object.hasOwn(found, file) ? (found[file] ?? []) : []
  const again = movedFindings(ofFile, new Map([[file, edited]]))
  return again && { ...rest, found: { [file]: again } }
}
