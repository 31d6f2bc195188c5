import { parseSync, Visitor } from 'oxc-parser'
import type { Node } from 'oxc-parser'

/** The name of a property where it is written. */
interface Named {
  readonly name: string
  readonly start: number
  readonly end: number
  /** `{ name }`, which is also a variable. */
  readonly isShorthand: boolean
}

/**
 * Gives properties shorter names, the same in all scripts of a program, since objects go from one to another: what is used most gets the shortest.
 * No minifier does, because it cannot know which names only the program itself sees.
 * @param names those that only the program itself sees
 */
export function shortenProperties(scripts: readonly string[], names: readonly string[]): string[] {
  const wanted = new Set(names)
  const read = scripts.map((script) => ({ script, ...namesIn(script) }))
  const counts = new Map<string, number>()
  for (const { name } of read.flatMap(({ named }) => named)) counts.set(name, (counts.get(name) ?? 0) + 1)
  const taken = new Set(read.flatMap(({ words }) => [...words]))
  const free = shortNames.filter((name) => !counts.has(name) && !taken.has(name)).values()
  const short = new Map<string, string>()
  for (const [name] of [...counts].filter(([one]) => wanted.has(one)).sort(([, one], [, other]) => other - one)) {
    const { value } = free.next()
    if (value === undefined) throw new Error('there are no short names left')
    short.set(name, value)
  }
  return read.map(({ script, named }) => {
    let at = 0
    let shortened = ''
    for (const { name, start, end, isShorthand } of named) {
      const other = short.get(name)
      if (other === undefined) continue
      shortened += `${script.slice(at, start)}${other}${isShorthand ? ':' : ''}`
      at = isShorthand ? start : end
    }
    return shortened + script.slice(at)
  })
}

/** The names of properties, in the order of the script, and the words of its texts, each of which may be the name of one that is looked up. */
function namesIn(script: string): { readonly named: readonly Named[]; readonly words: ReadonlySet<string> } {
  const named: Named[] = []
  const words = new Set<string>()
  const note = (key: Node, isComputed: boolean, isShorthand = false): void => {
    if (!isComputed && key.type === 'Identifier') named.push({ name: key.name, start: key.start, end: key.end, isShorthand })
  }
  const read = (text: string): void => {
    for (const word of text.match(/[\w$]+/g) ?? []) words.add(word)
  }
  new Visitor({
    Literal: ({ value }) => (typeof value === 'string' ? read(value) : undefined),
    TemplateElement: ({ value }) => read(value.raw),
    MemberExpression: ({ property, computed }) => note(property, computed),
    Property: ({ key, computed, shorthand }) => note(key, computed, shorthand),
    MethodDefinition: ({ key, computed }) => note(key, computed),
    PropertyDefinition: ({ key, computed }) => note(key, computed),
  }).visit(parseSync('script.mjs', script).program)
  return { named: named.sort((one, other) => one.start - other.start), words }
}

const capitals = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ_$')
/** No method of JavaScript has such a name: those of two letters are `at`, `is` and `of`. */
const shortNames = [...capitals, ...Array.from('abcdefghijklmnopqrstuvwxyz').flatMap((letter) => [...capitals, ...Array.from('0123456789')].map((other) => letter + other))]
