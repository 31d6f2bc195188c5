import { add } from '../../core/fix.ts'
import type { Json } from '../../core/fix.ts'
import { asObject, asString, field } from '../../core/json.ts'
import { parseDocument } from '../../documents/parse.ts'
import { appended, edited, nothingToDo, withItem } from './change.ts'
import type { Change, Plan, Task } from './change.ts'
import { hookCommand, lintStagedCommand, lintStagedGlob, preCommitEntry } from './recipes.ts'
import type { HookTool, Repository } from './repository.ts'

const purpose = 'checks each commit before it is made'

/** Plans how the project's own hook tool is to run Setsquare before a commit. */
export function planHook(repository: Repository, version: string): Plan {
  const { hook: tool } = repository
  if (tool === undefined) return nothingToDo
  const before = repository.textOf(tool.file)
  // Already called in some way, and how is up to the team.
  if (before?.includes('setsquare') === true) return nothingToDo
  const change = changeFor(tool, before, repository, version)
  return change === undefined ? { changes: [], tasks: [taskFor(tool, repository, version)] } : { changes: [change], tasks: [] }
}

function changeFor(tool: HookTool, before: string | undefined, repository: Repository, version: string): Change | undefined {
  const { name, file } = tool
  if (name === 'husky') return { ...appended(file, purpose, before, hookCommand(repository.manager, version)), isExecutable: true }
  if (before === undefined) return undefined
  if (name === 'lefthook') return inLefthook(file, before, hookCommand(repository.manager, version))
  if (name === 'pre-commit') return withItem({ path: file, purpose, before }, ['repos'], preCommitEntry(version).value, preCommitEntry(version).lines)
  if (name === 'lint-staged') return inLintStaged(file, before)
  return undefined
}

/** Adds a command beside the others, in whichever of lefthook's two forms the file uses. */
function inLefthook(file: string, before: string, run: string): Change | undefined {
  if (file.endsWith('.toml')) return undefined
  const hook = field(parseDocument(file, before).value, 'pre-commit')
  const at = (...pointer: readonly string[]): { file: string; pointer: readonly string[] } => ({ file, pointer })
  if (Array.isArray(field(hook, 'jobs'))) {
    const job = { name: 'setsquare', run } as const
    return withItem({ path: file, purpose, before }, ['pre-commit', 'jobs'], job, ['name: setsquare', `run: ${run}`])
  }
  const command: Json = { run }
  if (asObject(field(hook, 'commands')) !== undefined) return edited(file, purpose, before, [add(at('pre-commit', 'commands'), 'setsquare', command)])
  if (asObject(hook) !== undefined) return edited(file, purpose, before, [add(at('pre-commit'), 'commands', { setsquare: command })])
  return hook === undefined ? edited(file, purpose, before, [add(at(), 'pre-commit', { commands: { setsquare: command } })]) : undefined
}

/** Adds a glob. If it exists already, it may serve another purpose and is kept. */
function inLintStaged(file: string, before: string): Change | undefined {
  if (/\.[cm]?[jt]s$/.test(file)) return undefined
  const { value } = parseDocument(file, before)
  const pointer = file === 'package.json' ? ['lint-staged'] : []
  const globs = asObject(pointer.length === 0 ? value : field(value, 'lint-staged'))
  if (globs === undefined || Object.hasOwn(globs, lintStagedGlob)) return undefined
  return edited(file, purpose, before, [add({ file, pointer }, lintStagedGlob, lintStagedCommand)])
}

function taskFor({ name, file }: HookTool, { manager }: Repository, version: string): Task {
  const what = `To check each commit with ${name}, add this to ${file} (init does not edit files of its form):`
  if (name === 'pre-commit') return { what, text: preCommitEntry(version).lines.join('\n') }
  if (name === 'lint-staged') return { what, text: `'${lintStagedGlob}': '${asString(lintStagedCommand) ?? ''}'` }
  return { what, text: hookCommand(manager, version) }
}
