import { dirname, resolve } from 'node:path'
import type { Plugin } from 'rolldown'

import type { Module, ModuleGraph } from './module-graph.ts'
import { checkQuery } from './separate-checks.ts'

/**
 * The files of the program with modules that are loaded when one of their functions is first called: what reads contracts, what reads the facts of a
 * source that was never seen before, and what looks at code of some kind, such as SQL, which most changes have nothing of.
 */
export const deferredEntries = ['further', 'facts', 'deferred'] as const
export type DeferredEntry = (typeof deferredEntries)[number]

/** What is loaded at the start of the check of a commit, apart from the rules. */
const first = ['cli/check', 'node/check', 'load-code', 'check-code', 'node/check/check-change'].map((name) => resolve(`src/hosts/${name}.ts`))

/** What reads contracts, and what only a whole check needs. */
const further = /\/src\/(?:openapi|hosts\/(?:check-files|node\/(?:cache\/outcome-cache|check\/check-whole|disk\/contract-signs|spectral\/find)))\b/

const source = resolve('src/source')

/** The modules about code that every changed file needs, because they read it, or find out whether it has any code of some kind. */
const always: ReadonlySet<string> = new Set(
  `duties/data-calls duties/may-retry duties/may-swallow duties/may-wait-in-loops duties/request-handlers facts/cache-entries facts/jobs facts/late facts/moved facts/outbound
  facts/may-leak-errors facts/prefilter facts/protection facts/service facts/store facts/structure models/contexts models/data-access models/file-routers models/impure models/lookup
  models/password-hashing models/queries models/requests models/roles models/sql-library models/sql-names models/sql-services models/transport
  names/called names/named-package roles security/may-check-tokens security/may-compare-secrets security/may-hold-passwords security/may-set-cookies security/may-sign-tokens
  security/no-secrets-here security/password-hash subject syntax/depth syntax/file syntax/native-parser syntax/native-result
  syntax/parsed-file syntax/parser syntax/records syntax/require syntax/tree syntax/visitor-keys type-provider`
    .split(/\s+/)
    .map((name) => resolve(source, `${name}.ts`)),
)

/** What nearly every source needs that was never seen before, with all that this imports. */
const ofNewSources = `facts/file-facts facts/import-uses facts/console facts/constant-functions facts/deferred facts/environment facts/error-handling facts/exits
  duties/page-sizes facts/heirs facts/login-mutations facts/methods facts/size-flows facts/tokens facts/transport-parameters security/omitted-fields security/record-models security/logged security/redaction sql/prefilter values/classes values/exports`
  .split(/\s+/)
  .map((name) => resolve(source, `${name}.ts`))

/** The modules of the program that are deferred. By absolute path. */
export interface Deferred {
  /** The file that has a module; nothing for one that is loaded with what imports it. */
  readonly entryOf: (file: string) => DeferredEntry | undefined
  /** The modules that are imported by what is loaded at the start, with these functions and their parameters. */
  readonly functions: ReadonlyMap<string, Module['functions']>
  /** True for what is loaded at the start, so that it has to load what it calls of them. */
  readonly isFirst: (file: string) => boolean
}

/**
 * Finds out which modules can be deferred: what is loaded at the start imports nothing but functions of them.
 * @param checks the rules whose checks are loaded at the start. By absolute path
 */
export function deferredModules(graph: ModuleGraph, checks: readonly string[]): Deferred {
  const isCandidate = (file: string): boolean => (file.startsWith(source) ? !always.has(file) : further.test(file))
  const early = new Set<string>()
  const functions = new Map<string, Map<string, readonly string[]>>()
  const visit = (file: string): void => {
    if (early.has(file)) return
    early.add(file)
    for (const { from, names } of graph.get(file)?.imports ?? []) {
      const target = graph.get(from)
      if (target === undefined) continue
      if (isCandidate(from) && names.every((name) => target.functions.has(name))) {
        functions.set(from, new Map([...(functions.get(from) ?? []), ...names.map((name) => [name, target.functions.get(name) ?? []] as const)]))
      } else visit(from)
    }
  }
  const declarations = [...graph.keys()].filter((file) => graph.has(`${file}${checkQuery}`))
  for (const file of [...first, ...declarations, ...checks.map((rule) => `${rule}${checkQuery}`)]) visit(file)
  const facts = new Set<string>()
  const collect = (file: string): void => {
    if (early.has(file) || facts.has(file) || !file.startsWith(source)) return
    facts.add(file)
    for (const { from } of graph.get(file)?.imports ?? []) collect(from)
  }
  ofNewSources.forEach(collect)
  return {
    entryOf: (file) => {
      if (!graph.has(file) || early.has(file)) return undefined
      return facts.has(file) ? 'facts' : file.startsWith(source) ? 'deferred' : further.test(file) ? 'further' : undefined
    },
    functions: new Map([...functions].filter(([file]) => !early.has(file))),
    isFirst: (file) => early.has(file),
  }
}

const query = '?deferred'
const virtual = (entry: DeferredEntry): string => `virtual:${entry}`
const loader = (entry: DeferredEntry): string => `virtual:load-${entry}`

/** Replaces what other modules import from deferred ones by functions that load the file with them, and call the function of that name there. */
export function deferModules({ entryOf, functions, isFirst }: Deferred): Plugin {
  const all = [...functions].flatMap(([file, names]) => [...names.keys()].map((name) => `${file} ${name}`))
  const nameOf = (file: string, name: string): string => `_${all.indexOf(`${file} ${name}`).toString(36)}`
  return {
    name: 'defer-modules',
    resolveId(from, importer) {
      if (deferredEntries.some((entry) => from === virtual(entry) || from === loader(entry))) return from
      if (deferredEntries.some((entry) => from === `./${entry}.cjs`)) return { id: from, external: true }
      if (importer === undefined || importer.startsWith('virtual:') || !from.startsWith('.')) return undefined
      const file = resolve(dirname(importer), from)
      return functions.has(file) && isFirst(importer) ? `${file}${query}` : undefined
    },
    load(id) {
      const entry = deferredEntries.find((one) => id === virtual(one) || id === loader(one))
      if (entry !== undefined) return { code: id === virtual(entry) ? entryText(entry) : `let all\nexport const load = () => (all ??= require('./${entry}.cjs'))`, moduleType: 'js' }
      if (!id.endsWith(query)) return undefined
      const file = id.slice(0, -query.length)
      const lines = [...(functions.get(file) ?? [])].map(([name, parameters]) => {
        const passed = parameters.join(', ')
        return `export const ${name} = (${passed}) => load().${nameOf(file, name)}(${passed})`
      })
      return { code: [`import { load } from '${loader(entryOf(file) ?? 'deferred')}'`, ...lines].join('\n'), moduleType: 'js' }
    },
  }

  function entryText(entry: DeferredEntry): string {
    const own = [...functions].filter(([file]) => entryOf(file) === entry)
    return own.map(([file, names]) => `export { ${[...names.keys()].map((name) => `${name} as ${nameOf(file, name)}`).join(', ')} } from ${JSON.stringify(file)}`).join('\n')
  }
}
