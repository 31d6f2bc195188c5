import type { TSESTree } from '@typescript-eslint/utils'
import { rememberedOf } from '../../core/remember.ts'
import type { FunctionNode } from '../names/bindings.ts'
import type { Call } from '../names/calls.ts'
import { declaredNames } from '../names/declared-names.ts'
import type { SourceFile } from '../syntax/file.ts'
import type { ImportRecord } from '../syntax/records.ts'
import { argumentOf } from './arguments.ts'
import { meaningOf } from './meaning.ts'
import type { Argument, Tracker, Trackers } from './tracker.ts'

/** Who calls an exported function from other files of the project. */
export interface Callers {
  readonly calls: readonly { readonly tracker: Tracker; readonly call: Call }[]
  /** True where nothing else can call it: no use was found that is not one of these calls. */
  readonly areAll: boolean
}

/** Who calls which function, as far as it was asked. */
const callersKnownTo = rememberedOf<Trackers, Map<FunctionNode, Callers>>(() => new Map())

/** A function that is called from more places than this is a library's. */
const maxCalls = 30

const nobody: Callers = { calls: [], areAll: false }

/**
 * The calls of an exported function in the files that import its own.
 * @param name how it is known outside: `find`, `Users.find`, `default`
 */
export function callersOf(tracker: Tracker, target: FunctionNode, name: string): Callers {
  const known = callersKnownTo(tracker.all)
  let callers = known.get(target)
  if (callers === undefined) {
    // Whoever asks again while the answer is looked for gets none.
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
  const users = tracker.all.links.usersOf(tracker.file, word)
  if (users === undefined) return nobody
  const calls: { tracker: Tracker; call: Call }[] = []
  let areAll = true
  for (const file of users) {
    const user = tracker.all.of(file)
    const names = word !== '' && parts.length > 1 && !ofClass ? new Set([word]) : localNames(user, tracker, ofClass ? target.parent.parent?.parent : target, word)
    const called = [...names].flatMap((local) => user.calls.named(local))
    for (const call of called) {
      const meant = user.target(call)
      if (meant?.function === target) calls.push({ tracker: user, call })
      else if (meant === undefined) areAll = false
    }
    // A mention that is no call may hand the function on.
    const others = mentions(file.text, names) - called.length - mentionsInImports(file.imports, names)
    if (areAll && others > 0 && others > declarations(file, names)) areAll = false
    if (calls.length > maxCalls) return nobody
  }
  return { calls, areAll: areAll && calls.length > 0 }
}

/** The names by which a file knows a function or class of another one. */
function localNames(user: Tracker, { file }: Tracker, target: TSESTree.Node | undefined, word: string): ReadonlySet<string> {
  const names = new Set(word === '' ? [] : [word])
  for (const { specifier, names: imported } of user.file.imports) {
    for (const { imported: exported, local } of imported) {
      const origin = user.all.links.resolve(user.file, specifier, exported)
      // Who passes it on under another name has to name it.
      if (origin === undefined || (origin.file !== file && !origin.file.text.includes(word))) continue
      const place = user.imported(specifier, exported)
      if (place?.path.length === 0 && meaningOf(place.tracker, place.node)?.node === target) names.add(local)
    }
  }
  return names
}

function mentions(text: string, names: ReadonlySet<string>): number {
  let count = 0
  for (const name of names) {
    for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
      if (!isWordPart(text[at - 1]) && !isWordPart(text[at + name.length])) count++
    }
  }
  return count
}

/** How often functions of a file's own have such a name: services call what they are made of as their repositories do. */
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
  return imports.reduce(
    (all, record) =>
      all +
      // Files are named after what they export.
      mentions(record.specifier, names) +
      record.names.reduce(
        (sum, { imported, local }) => sum + (names.has(local) ? 1 : 0) + (imported !== local && names.has(imported) ? 1 : 0),
        0,
      ),
    0,
  )
}

/** The arguments that a parameter is given from other files. */
export function argumentsFromOutside({ calls }: Callers, index: number): Argument[] {
  return calls.flatMap(({ tracker, call }) => argumentOf(tracker, call, undefined)(index) ?? [])
}
