import { dirname, resolve } from 'node:path'
import type { Plugin } from 'rolldown'

import type { Module, ModuleGraph } from './module-graph.ts'

/** The file of the program with the modules that are deferred. */
export const deferredEntry = 'deferred'

/** Directories of `src/source` whose modules look at code of some kind, such as SQL, which most changes have nothing of. */
const directories = ['duties', 'facts', 'security', 'sql']

/** The modules in them that find out whether there is any, or that every file needs. */
const called: ReadonlySet<string> = new Set(
  `duties/data-calls duties/loops duties/request-handlers facts/answer-reader facts/bodies facts/cache-entries facts/file-facts facts/import-uses
  facts/input-use facts/jobs facts/late facts/loops facts/moved facts/prefilter facts/protection facts/purpose facts/receivers facts/router-calls
  facts/routes facts/service facts/store facts/structure facts/summary facts/tokens facts/transport-parameters security/logged
  security/no-secrets-here security/password-facts security/password-hash security/redaction security/sent-records security/token-lifetime
  sql/followed sql/prefilter sql/trackers`.split(/\s+/).map((name) => `src/source/${name}.ts`),
)

/** The modules of the program that are loaded when one of their functions is first called. By absolute path. */
export interface Deferred {
  readonly modules: ReadonlySet<string>
  /** Those that other modules import functions from, with these and their parameters. */
  readonly functions: ReadonlyMap<string, Module['functions']>
}

/** Finds out which modules can be deferred: others import nothing but functions of them. */
export function deferredModules(graph: ModuleGraph): Deferred {
  const isCandidate = (file: string): boolean => directories.some((name) => file.startsWith(resolve('src/source', name))) && ![...called].some((one) => file === resolve(one))
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
  for (const file of graph.keys()) if (!file.startsWith(resolve('src/source'))) visit(file)
  const modules = new Set([...graph.keys()].filter((file) => !early.has(file)))
  return { modules, functions: new Map([...functions].filter(([file]) => modules.has(file))) }
}

const query = '?deferred'
const virtual = `virtual:${deferredEntry}`
const loader = `virtual:load-${deferredEntry}`

/** Replaces what other modules import from deferred ones by functions that load the file with all of them, and call the function of that name there. */
export function deferModules({ modules, functions }: Deferred): Plugin {
  const all = [...functions].flatMap(([file, names]) => [...names.keys()].map((name) => `${file} ${name}`))
  const nameOf = (file: string, name: string): string => `_${all.indexOf(`${file} ${name}`).toString(36)}`
  return {
    name: 'defer-modules',
    resolveId(source, importer) {
      if (source === virtual || source === loader) return source
      if (source === `./${deferredEntry}.cjs`) return { id: source, external: true }
      if (importer === undefined || importer === virtual || !source.startsWith('.')) return undefined
      const file = resolve(dirname(importer), source)
      return functions.has(file) && !modules.has(importer) ? `${file}${query}` : undefined
    },
    load(id) {
      if (id === loader) return { code: `let all\nexport const load = () => (all ??= require('./${deferredEntry}.cjs'))`, moduleType: 'js' }
      if (id === virtual) {
        const lines = [...functions].map(([file, names]) => `export { ${[...names.keys()].map((name) => `${name} as ${nameOf(file, name)}`).join(', ')} } from ${JSON.stringify(file)}`)
        return { code: lines.join('\n'), moduleType: 'js' }
      }
      if (!id.endsWith(query)) return undefined
      const file = id.slice(0, -query.length)
      const lines = [...(functions.get(file) ?? [])].map(([name, parameters]) => {
        const passed = parameters.join(', ')
        return `export const ${name} = (${passed}) => load().${nameOf(file, name)}(${passed})`
      })
      return { code: [`import { load } from '${loader}'`, ...lines].join('\n'), moduleType: 'js' }
    },
  }
}
