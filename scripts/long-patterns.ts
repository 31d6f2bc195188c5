import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import type { Plugin } from 'rolldown'

import { visitOutsideFunctions } from './outside-functions.ts'
import type { Elsewhere } from './word-lists.ts'

/** A regular expression of a module, made once when the module is loaded. */
interface Pattern {
  readonly source: string
  readonly flags: string
  readonly start: number
  readonly end: number
}

/** Shorter ones are not worth it. In characters. */
const long = 40

/** The sources of the long regular expressions in directories, in a fixed order. */
export function longPatterns(directories: readonly string[]): string[] {
  return directories.flatMap((directory) =>
    readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .flatMap((name) => patternsIn(join(directory, name), readFileSync(join(directory, name), 'utf8')).map(({ source }) => source)),
  )
}

/** Takes those regular expressions out of the code, which then makes them from their sources. */
export function withPatternsElsewhere({ texts, from, module, name }: Elsewhere): Plugin {
  return {
    name: 'with-patterns-elsewhere',
    transform: {
      filter: { id: from },
      handler: (code, id) => {
        const found = patternsIn(id, code).filter(({ source }) => texts.includes(source))
        if (found.length === 0) return undefined
        const changed = found.reduceRight((rest, { source, flags, start, end }) => {
          const made = `/* @__PURE__ */ RegExp(patternAt(${texts.indexOf(source)})${flags === '' ? '' : `, '${flags}'`})`
          return rest.slice(0, start) + made + rest.slice(end)
        }, code)
        return `import { ${name} as patternAt } from ${JSON.stringify(module)}\n${changed}`
      },
    },
  }
}

/** Only outside functions, where they are made once, and in plain ASCII, as the file is. */
function patternsIn(file: string, code: string): Pattern[] {
  const found: Pattern[] = []
  visitOutsideFunctions(parseSync(file.replace(/\?.*/, ''), code).program, {
    Literal(node) {
      if (!('regex' in node) || node.end - node.start < long || !/^[\x20-\x7E]+$/.test(node.regex.pattern)) return
      found.push({ source: node.regex.pattern, flags: node.regex.flags, start: node.start, end: node.end })
    },
  })
  return found.sort((one, other) => one.start - other.start)
}
