import { isDocumentEdit } from '../../core/fix.ts'
import type { Edit, Fix } from '../../core/fix.ts'
import { groupBy } from '../../core/group.ts'
import { applyChanges, sortChanges } from '../../core/changes.ts'
import type { TextChange } from '../../core/changes.ts'
import { EditTree } from './edit-tree.ts'
import { editedValue, isSameValue } from './edited-value.ts'
import { OpenFile } from './open-file.ts'
import { changesIn, sourceChanges } from './fixes.ts'
import { parseDocument } from '../parse.ts'

/** The result of an attempt to make fixes. */
export interface FixAttempt {
  /** The changes to each file, in order. */
  readonly changes: ReadonlyMap<string, readonly TextChange[]>
  readonly applied: readonly Fix[]
  /** Those that cannot be made without changing something else. Fixes in neither list conflict with one that was made: try them next time. */
  readonly refused: readonly Fix[]
}

/** Access to the files to fix. */
export interface FixInput {
  /** The text of a file without byte order mark; nothing if there is no such file. */
  readonly textOf: (file: string) => string | undefined
  /** True if a fixed source file still parses; fixes that break it are refused. Documents are checked here. */
  readonly isSound: (file: string, text: string) => boolean
}

/**
 * Makes as many fixes as can be made together. A fix is made in all of its files or in none. Each edited document is parsed again and
 * compared with the edited value; if they differ, the fixes to blame are found and refused.
 */
export function applyFixes(fixes: readonly Fix[], input: FixInput): FixAttempt {
  const files = new Map<string, OpenFile | undefined>()
  const open = (file: string): OpenFile | undefined => {
    if (!files.has(file)) {
      const text = input.textOf(file)
      files.set(file, text === undefined ? undefined : new OpenFile(file, text))
    }
    return files.get(file)
  }
  const isPossible = (fix: Fix): boolean => [...editsByFile(fix)].every(([file, edits]) => changesOf(open(file), edits) !== undefined)
  const refused = new Set(fixes.filter((fix) => !isPossible(fix)))
  for (;;) {
    const together = compatibleFixes(fixes.filter((fix) => !refused.has(fix)))
    const changes = new Map<string, readonly TextChange[]>()
    const before = refused.size
    for (const [file, some] of groupByFile(together)) {
      const made = changesIfSound(file, some)
      if (made !== undefined) changes.set(file, made)
      else for (const fix of offendingFixes(some, (subset) => changesIfSound(file, subset) !== undefined)) refused.add(fix)
    }
    if (refused.size === before) return { changes, applied: together, refused: [...refused] }
  }

  function changesIfSound(file: string, some: readonly Fix[]): readonly TextChange[] | undefined {
    const opened = open(file)
    const edits = some.flatMap((fix) => fix.edits.filter(({ at }) => at.file === file))
    const changes = changesOf(opened, edits)
    if (opened === undefined || changes === undefined) return undefined
    const text = applyChanges(opened.text, changes)
    return (edits.every(isDocumentEdit) ? parsesAsEdited(opened, edits, text) : input.isSound(file, text)) ? changes : undefined
  }
}

function changesOf(open: OpenFile | undefined, edits: readonly Edit[]): readonly TextChange[] | undefined {
  return open === undefined ? undefined : changesIn(open, edits)
}

/** True if the text parses to the document's value with the edits made. */
function parsesAsEdited({ file, parsed }: OpenFile, edits: readonly Edit[], text: string): boolean {
  const tree = new EditTree()
  tree.add(edits.filter(isDocumentEdit))
  const { value, problems } = parseDocument(file, text)
  return problems.length === 0 && isSameValue(value, editedValue(parsed.value, tree.root))
}

/** The fixes that do not conflict with one before them. */
function compatibleFixes(fixes: readonly Fix[]): Fix[] {
  const trees = new Map<string, EditTree>()
  const texts = new Map<string, TextChange[]>()
  return fixes.filter((fix) => {
    const undo: (() => void)[] = []
    for (const [file, edits] of editsByFile(fix)) {
      const undone = takeIn(file, edits)
      if (undone === undefined) {
        for (const step of undo.reverse()) step()
        return false
      }
      undo.push(undone)
    }
    return true
  })

  function takeIn(file: string, edits: readonly Edit[]): (() => void) | undefined {
    if (edits.every(isDocumentEdit)) {
      const tree = trees.get(file) ?? new EditTree()
      trees.set(file, tree)
      return tree.add(edits)
    }
    const known = texts.get(file) ?? []
    const all = sortChanges([...known, ...sourceChanges(edits)])
    if (all === undefined) return undefined
    texts.set(file, all)
    return () => texts.set(file, known)
  }
}

/** The fixes without which all others can be made, by bisection: one bad fix in a thousand is found in about ten attempts. */
function offendingFixes(fixes: readonly Fix[], canBeMade: (some: readonly Fix[]) => boolean): Fix[] {
  const fit = (some: readonly Fix[], others: readonly Fix[]): Fix[] => {
    if (canBeMade([...others, ...some])) return [...others, ...some]
    if (some.length <= 1) return [...others]
    const middle = some.length >> 1
    return fit(some.slice(middle), fit(some.slice(0, middle), others))
  }
  const fitting = new Set(fit(fixes, []))
  return fixes.filter((fix) => !fitting.has(fix))
}

function editsByFile({ edits }: Fix): Map<string, Edit[]> {
  return groupBy(edits, ({ at }) => at.file)
}

function groupByFile(fixes: readonly Fix[]): Map<string, Fix[]> {
  const pairs = fixes.flatMap((fix) => [...editsByFile(fix).keys()].map((file) => ({ file, fix })))
  return new Map([...groupBy(pairs, ({ file }) => file)].map(([file, some]) => [file, some.map(({ fix }) => fix)]))
}
