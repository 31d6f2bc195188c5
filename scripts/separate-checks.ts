import { readFileSync } from 'node:fs'
import { parseSync, Visitor } from 'oxc-parser'
import type { ObjectExpression, ObjectProperty, Statement } from 'oxc-parser'
import type { Plugin } from 'rolldown'

import type { Rule } from '../src/core/rule.ts'
import { checkKindOf, checkKinds } from '../src/hosts/node/config/check-kinds.ts'
import type { CheckKind } from '../src/hosts/node/config/check-kinds.ts'

/** The name of the entry for a kind of checks. */
export function entryOf(kind: CheckKind): string {
  return `checks-${kind}`
}

/** Of a rule, not of an index. */
export const rulePath = /\/rules\/[\w-]+\/[\w-]+\.ts$/
const virtual = 'virtual:'
/** Behind the path of a rule, for what a run of it needs. */
export const checkQuery = '?check'
/** The parts of a definition that only a run of the rule needs. */
const runParts: ReadonlySet<string> = new Set(['check', 'requires'])

/**
 * Moves the checks of rules out of the rules: a program that has only declared its rules has not loaded what they look with. Every run needs
 * all rules, to know what may be configured, but most runs need the checks of one kind.
 */
export function separateChecks(rules: readonly Rule[]): Plugin {
  return {
    name: 'separate-checks',
    resolveId(source) {
      if (checkKinds.some((kind) => source === `./${entryOf(kind)}.cjs`)) return { id: source, external: true }
      return source.startsWith(virtual) || source.endsWith(checkQuery) ? source : undefined
    },
    load(id) {
      const kind = checkKinds.find((one) => id === `${virtual}${entryOf(one)}`)
      if (kind !== undefined) return { code: entryText(rules.filter((rule) => checkKindOf(rule) === kind)), moduleType: 'js' }
      if (/\/own-checks\.ts$/.test(id)) return { code: loaderText, moduleType: 'js' }
      if (!id.endsWith(checkQuery)) return undefined
      const file = id.slice(0, -checkQuery.length)
      return { code: checkIn(readFileSync(file, 'utf8'), file), moduleType: 'ts' }
    },
    transform: { filter: { id: rulePath }, handler: (code, file) => ({ code: declarationIn(code, file), map: null }) },
  }
}

/** Of a rule's file what declares the rule, without its check. */
export function declarationIn(code: string, file: string): string {
  return withoutParts(code, file, runParts)
}

/** Of a rule's file what a run of the rule needs beside its declaration. */
export function checkIn(code: string, file: string): string {
  const { definition, start, end } = definitionIn(code, file)
  const kept = partsIn(definition, runParts).map((part) => code.slice(part.start, part.end))
  return onlyNeeded(`${code.slice(0, start)}({ ${kept.join(', ')} })${code.slice(end)}`, file)
}

/** Removes the checks of rules that a program never runs, and their texts. */
export function withoutChecks(id: RegExp): Plugin {
  const parts = new Set([...runParts, 'messages', 'title', 'lesser'])
  return { name: 'without-checks', transform: { filter: { id }, handler: (code, file) => ({ code: withoutParts(code, file, parts), map: null }) } }
}

function withoutParts(code: string, file: string, names: ReadonlySet<string>): string {
  const parts = partsIn(definitionIn(code, file).definition, names)
  return onlyNeeded(parts.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end).replace(/^\s*,/, ''), code), file)
}

/** Loads the file for the kind of a rule's check. */
const loaderText = `import { checkKindOf } from './check-kinds.ts'
const load = { ${checkKinds.map((kind) => `${kind}: () => require('./${entryOf(kind)}.cjs')`).join(', ')} }
export function checkOf(rule) {
  return { requires: {}, ...load[checkKindOf(rule)]().checks[rule.id] }
}
`

function entryText(rules: readonly Rule[]): string {
  const imports = rules.map(({ topic, id }, index) => `import check${index} from '${process.cwd()}/rules/${topic}/${id}.ts${checkQuery}'`)
  return `${imports.join('\n')}\nexport const checks = { ${rules.map(({ id }, index) => `'${id}': check${index}`).join(', ')} }\n`
}

/** The object that a rule file defines its rule by, and the range of the call around it. */
function definitionIn(code: string, file: string): { readonly definition: ObjectExpression; readonly start: number; readonly end: number } {
  for (const statement of parseSync(file, code).program.body) {
    if (statement.type !== 'ExportDefaultDeclaration' || statement.declaration.type !== 'CallExpression') continue
    const { start, end, arguments: [definition] } = statement.declaration
    if (definition?.type === 'ObjectExpression') return { definition, start, end }
  }
  throw new Error(`${file} does not export a rule`)
}

function partsIn({ properties }: ObjectExpression, names: ReadonlySet<string>): ObjectProperty[] {
  return properties.flatMap((property) => (property.type === 'Property' && property.key.type === 'Identifier' && names.has(property.key.name) ? [property] : []))
}

/**
 * The text without the declarations and imports that its export does not need: the bundler would drop their code, but load the modules that
 * they import.
 */
function onlyNeeded(code: string, file: string): string {
  const statements = parseSync(file, code).program.body.map((statement) => ({ statement, ...namesOf(statement) }))
  const needed = new Set<string>()
  const add = (names: Iterable<string>): void => {
    for (const name of names) {
      if (needed.has(name)) continue
      needed.add(name)
      for (const { declares, mentions } of statements) if (declares.has(name)) add(mentions)
    }
  }
  for (const { statement, mentions } of statements) if (statement.type === 'ExportDefaultDeclaration') add(mentions)
  return statements
    .filter(({ statement: { type }, declares }) => type === 'ExportDefaultDeclaration' || [...declares].some((name) => needed.has(name)))
    .map(({ statement: { start, end } }) => code.slice(start, end))
    .join('\n')
}

function namesOf(statement: Statement): { readonly declares: ReadonlySet<string>; readonly mentions: ReadonlySet<string> } {
  const all = new Set<string>()
  const program = { type: 'Program' as const, body: [statement], sourceType: 'module' as const, hashbang: null, comments: [], start: statement.start, end: statement.end }
  new Visitor({ Identifier: ({ name }) => { all.add(name) } }).visit(program)
  if (statement.type === 'ImportDeclaration') return { declares: new Set(statement.specifiers.map(({ local }) => local.name)), mentions: new Set() }
  if (statement.type === 'FunctionDeclaration' && statement.id !== null) return { declares: new Set([statement.id.name]), mentions: all }
  if (statement.type === 'VariableDeclaration') {
    return { declares: new Set(statement.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))), mentions: all }
  }
  return { declares: new Set(), mentions: all }
}
