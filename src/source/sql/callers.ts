import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import type { FunctionNode } from '../names/bindings.ts'
import type { Call } from '../names/calls.ts'
import { filterPackages } from '../models/goals.ts'
import { declaredNames } from '../names/declared-names.ts'
import { ofModels } from '../names/exported-name.ts'
import type { SourceFile } from '../syntax/file.ts'
import type { ImportRecord } from '../syntax/records.ts'
import { nodesOf } from '../syntax/tree.ts'
import { argumentOf } from './arguments.ts'
import { resolveNode } from './resolve.ts'
import type { Argument, Tracker, Trackers } from './tracker.ts'

/** The calls of an exported function in other files of the project. */
export interface Callers {
  readonly calls: readonly { readonly tracker: Tracker; readonly call: Call }[]
  /** True if these are all: no other reference was found by which it could be called. Found out on first use, since few ask. */
  readonly areAll: () => boolean
}

/** Cache for {@link callersOf}. */
const callersKnownTo = memoize<Trackers, Map<FunctionNode, Callers>>(() => new Map())

/** A function with more calls than this is treated like a library's: its callers are not followed. */
const maxCalls = 30

const nobody: Callers = { calls: [], areAll: () => false }

/**
 * The calls of an exported function in the files that import its file.
 * @param name its exported name: `find`, `Users.find`, `default`
 */
export function callersOf(tracker: Tracker, target: FunctionNode, name: string): Callers {
  const known = callersKnownTo(tracker.all)
  let callers = known.get(target)
  if (callers === undefined) {
    // Cycles: a nested query for the same function finds no callers.
    known.set(target, nobody)
    known.set(target, (callers = findCallers(tracker, target, name)))
  }
  return callers
}

function findCallers(tracker: Tracker, target: FunctionNode, name: string): Callers {
  const parts = name.split('.')
  const ofClass = parts.at(-1) === 'constructor'
  // Constructors are called by the name of their class.
  const last = parts.at(ofClass ? -2 : -1) ?? name
  const word = last === 'default' ? '' : last
  const users = tracker.all.links.importersOf(tracker.file, word)
  if (users === undefined) return nobody
  const calls: { tracker: Tracker; call: Call }[] = []
  const seen: Seen[] = []
  let areKnown = true
  for (const file of users) {
    const user = tracker.all.of(file)
    const names = word !== '' && parts.length > 1 && !ofClass ? new Set([word]) : localNames(user, tracker, ofClass ? target.parent.parent?.parent : target, word)
    const called = [...names].flatMap((local) => user.calls.named(local))
    for (const call of called) {
      const calledFunction = user.target(call)
      const isOfModel = (): boolean => user.modules(call.callee).some(({ specifier }) => filterPackages.test(specifier))
      if ((calledFunction === undefined && name.startsWith(ofModels) && isOfModel()) || calledFunction?.function === target) calls.push({ tracker: user, call })
      else if (calledFunction === undefined) areKnown = false
    }
    if (calls.length > maxCalls) return nobody
    seen.push({ file, names, calls: called.length })
  }
  let areAll: boolean | undefined
  return { calls, areAll: () => (areAll ??= areKnown && calls.length > 0 && !seen.some(isPassedOn)) }
}

/** What was found of a function in a file that imports it: its local names, and how often these are called. */
interface Seen {
  readonly file: SourceFile
  readonly names: ReadonlySet<string>
  readonly calls: number
}

/** True if the file refers to the function where it does not call it, so that it may pass it on. */
function isPassedOn({ file, names, calls }: Seen): boolean {
  const others = mentions(file.text, names) - mentions(proseIn(file), names) - calls - mentionsInImports(file.imports, names)
  return others > 0 && others > declarations(file, names)
}

/** The local names under which a file imports a function or class of another file. */
function localNames(user: Tracker, { file }: Tracker, target: TSESTree.Node | undefined, word: string): ReadonlySet<string> {
  const names = new Set(word === '' ? [] : [word])
  for (const { specifier, names: imported } of user.file.imports) {
    for (const { imported: exported, local } of imported) {
      const origin = user.all.links.resolveImport(user.file, specifier, exported)
      // A re-export under another name has to mention the original one.
      if (origin === undefined || (origin.file !== file && !origin.file.text.includes(word))) continue
      const place = user.imported(specifier, exported)
      if (place?.path.length === 0 && resolveNode(place.tracker, place.node)?.node === target) names.add(local)
    }
  }
  return names
}

/** The comments and strings of a file, in which a name is no reference: routes and files are often named after the functions that serve them. */
const proseIn = memoize(({ comments, program }: SourceFile): string => {
  const strings = nodesOf(program).map((node) => (node.type === 'Literal' ? node.raw : node.type === 'TemplateElement' ? node.value.raw : ''))
  return [...comments.map(({ value }) => value), ...strings].join('\n')
})

function mentions(text: string, names: ReadonlySet<string>): number {
  let count = 0
  for (const name of names) {
    for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
      if (!isWordPart(text[at - 1]) && !isWordPart(text[at + name.length])) count++
    }
  }
  return count
}

/** How many functions the file itself declares under these names: services often name their methods like those of their repositories. */
function declarations(file: SourceFile, names: ReadonlySet<string>): number {
  const counts = declaredNames(file)
  let count = 0
  for (const name of names) count += counts.get(name) ?? 0
  return count
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\w$]/.test(character)
}

function mentionsInImports(imports: readonly ImportRecord[], names: ReadonlySet<string>): number {
  return imports
    .flatMap((record) => record.names)
    .reduce((sum, { imported, local }) => sum + (names.has(local) ? 1 : 0) + (imported !== local && names.has(imported) ? 1 : 0), 0)
}

/** The arguments that callers in other files pass for a parameter. */
export function argumentsFromOutside({ calls }: Callers, index: number): Argument[] {
  return calls.flatMap(({ tracker, call }) => argumentOf(tracker, call, undefined)(index) ?? [])
}
