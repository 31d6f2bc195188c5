import type { Exception } from '../core/configuration.ts'
import { foreignNames } from '../core/foreign.ts'
import type { Pointer } from '../core/location.ts'
import { suggestion } from '../core/nearest.ts'
import type { Rule } from '../core/rule.ts'
import type { Mistake } from './mistakes.ts'

/** Mistakes in exceptions that the schema does not find: unknown rules, paths that are none, and exceptions without any place. */
export function* exceptionMistakes(exceptions: readonly Exception[] = [], rules: readonly Rule[]): Generator<Mistake> {
  const known = ['*', ...rules.flatMap(({ id, topic }) => [id, `${topic}/*`])]
  const isForeign = foreignNames(rules)
  for (const [index, { rules: names, paths, operations }] of exceptions.entries()) {
    const pointer: Pointer = ['exceptions', index]
    for (const [position, name] of names.entries()) {
      if (known.includes(name) || isForeign(name)) continue
      yield { pointer: [...pointer, 'rules', position], message: `unknown rule '${name}'${suggestion(name, known) || ': `setsquare rules` lists them'}` }
    }
    for (const [position, path] of (paths ?? []).entries()) {
      if (/^[/*]/.test(path)) continue
      yield { pointer: [...pointer, 'paths', position], message: `'${path}' is not a path of an API, which starts with a slash (for files, use \`overrides\`)` }
    }
    if (paths === undefined && operations === undefined) yield { pointer, message: `this exception needs paths or operations (for files, use \`overrides\`)` }
  }
}
