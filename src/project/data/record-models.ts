import { credentialNamed } from '../../core/credentials.ts'
import { memoize } from '../../core/memoize.ts'
import type { SourceLocation } from '../../core/location.ts'
import { generatedClient } from '../../source/models/data-access.ts'
import type { RecordModel } from '../../source/security/record-models.ts'
import { knownText } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'

/** A model with fields that hold credentials, and where it is. */
export interface StoredModel extends Omit<RecordModel, 'at' | 'secrets' | 'base'> {
  readonly secrets: readonly { readonly name: string; readonly location: SourceLocation; readonly isUnselected: boolean }[]
}

const schemas = ['prisma/schema.prisma', 'schema.prisma', 'prisma/schema/schema.prisma', 'src/prisma/schema.prisma']
/** `prisma.user.findMany`, `this.db.user.create`, `ctx.prisma.user.findUnique` */
const delegate = /(?:^|\.)(?:\w*prisma\w*|db|tx|trx|client|database|orm)\.(\w+)\.\w+$/i
/** `db.query.users.findFirst` of Drizzle */
const tableQuery = /\.query\.(\w+)\.find\w+$/
const maxSteps = 5

/** The models of a program, by what code calls them on. */
export const modelsOf = memoize((graph: Graph) => {
  const byPlace = new Map<string, StoredModel>()
  const byName = new Map<string, StoredModel[]>()
  for (const module of graph.modules.values()) {
    if (module.summary.purpose !== 'code') continue
    for (const { at, secrets, base, ...model } of module.late.protection('models')) {
      const inherited = base && follow(graph, { module, value: base }, 0, true)
      const stored = { ...model, isSerialised: model.isSerialised || (inherited?.value.kind === 'class' && definesJson(inherited.module)), secrets: secrets.map(({ range, ...one }) => ({ ...one, location: { file: module.file, range } })) }
      byPlace.set(`${module.file} ${at}`, stored)
      const name = model.name.toLowerCase()
      byName.set(name, [...(byName.get(name) ?? []), stored])
    }
  }
  const named = (name: string): StoredModel | undefined => {
    const all = byName.get(name.toLowerCase()) ?? []
    const [found, ...others] = all.filter(({ library }) => library !== 'SQL' && library !== 'mongodb')
    const [table] = all
    if (found !== undefined || table === undefined) return others.length > 0 ? undefined : found
    // Statements name some of the columns of a table.
    const columns = new Map(all.flatMap(({ secrets }) => secrets.map((one) => [one.name, one] as const)).reverse())
    return { ...table, secrets: [...columns.values()] }
  }
  /** The model that a value stands for: a class, the result of `model()`, `define()` or `getRepository()`, or a member of an object with all models. */
  const modelAt = (located: Located, steps = 0): StoredModel | undefined => {
    if (steps > maxSteps) return undefined
    const { module, value } = follow(graph, located, 0, true)
    const next = (one: Located): StoredModel | undefined => modelAt(one, steps + 1)
    if (value.kind === 'class') return byPlace.get(`${module.file} ${value.at}`)
    // Models that are added to an object at run time: `db.User`, `const { User } = require('./models')`
    if ((value.kind === 'member' && (value.of.kind === 'import' || value.of.kind === 'object')) || (value.kind === 'import' && graph.linkOf(module, value.specifier)?.target)) return named(value.name)
    const text = knownText(value)
    // A table is named like its model, or in the plural.
    if (text !== undefined) return named(text) ?? named(text.replace(/s$/, ''))
    if (value.kind !== 'call' && value.kind !== 'new') return undefined
    const own = byPlace.get(`${module.file} ${value.at}`)
    const { name } = value.of.kind === 'member' || value.of.kind === 'import' ? value.of : { name: '' }
    if (own !== undefined || value.kind === 'new') return own
    if (/^(?:model|getRepository|getModelForClass|discriminator|collection)$/.test(name)) {
      const [first, second] = value.arguments
      const text = knownText(first)
      const model = [second, first].map((one) => one && next({ module, value: one })).find((one) => one !== undefined)
      // `schema.set('toJSON', …)` where the model is made, in another file than that of the schema
      const isSerialised = model?.isSerialised || (model?.secrets[0]?.location.file !== module.file && definesJson(module))
      return model && { ...model, name: text ?? model.name, isSerialised }
    }
    // `require('./user')(sequelize, DataTypes)`
    const maker = follow(graph, { module, value: value.of }, 0, true)
    const returned = maker.value.kind === 'function' ? maker.module.summary.structure.returns[maker.value.at] : undefined
    return returned?.map((one) => next({ module: maker.module, value: one })).find((one) => one !== undefined)
  }
  return { isEmpty: byPlace.size === 0, named, modelAt }
})

/** The model that a call of Prisma's client or of Drizzle's is about, by its name alone. */
export function modelCalled(graph: Graph, module: Module, call: string): StoredModel | undefined {
  const table = tableQuery.exec(call)?.[1]
  if (table !== undefined) return modelsOf(graph).named(table)
  return prismaModel(graph, module, delegate.exec(call)?.[1])
}

/** The model of a field of another one, `author` of a post; of a relation that is named like a model if the other one is not known. */
export function modelBeside(graph: Graph, module: Module, model: StoredModel | undefined, field: string): StoredModel | undefined {
  const name = model?.refs.find(([one]) => one === field)?.[1]
  return model?.library === 'prisma' ? prismaModel(graph, module, name) : modelsOf(graph).named(name ?? field)
}

function prismaModel(graph: Graph, module: Module, name: string | undefined): StoredModel | undefined {
  const asked = name?.toLowerCase()
  const omitted = asked === undefined ? [] : omittedByClients(graph)
  const [schema] = asked === undefined || omitted.includes('?') ? [] : graph.textsBeside(module.file, schemas)
  const model = schema && prismaModels(schema).find(({ name }) => name.toLowerCase() === asked)
  return model && { ...model, secrets: model.secrets.filter(({ name }) => !omitted.includes(`${asked}.${name}`.toLowerCase())) }
}

/** The fields that clients of Prisma leave out of all results. */
const omittedByClients = memoize(({ modules }: Graph) =>
  [...modules.values()].flatMap(({ summary, late }) => (summary.imports.some(({ names }) => names.some(({ imported }) => imported === generatedClient)) ? late.protection('omits') : [])),
)

/** True if a file defines how something becomes JSON. A call of the method says nothing. */
function definesJson({ late }: Module): boolean {
  return ["toJSON'", 'toJSON"', 'toJSON =', 'toJSON:', ' toJSON(', 'toJSON)'].some((word) => late.mentions(word))
}

/** The models of a Prisma schema, with the text fields that hold credentials. */
const prismaModels = memoize(({ file, text }: { readonly file: string; readonly text: string }): StoredModel[] =>
  [...text.matchAll(/^model\s+(\w+)\s*\{((?:"[^"\n]*"|[^"{}])*)\}/gm)].map(({ 0: all, 1: name = '', 2: body = '', index }) => {
    const start = index + all.length - body.length - 1
    const secrets = [...body.matchAll(/^[ \t]*(\w+)[ \t]+String\b/gm)].flatMap(({ 0: line, 1: field = '', index: at }) => {
      const begin = start + at + line.indexOf(field)
      const location = { file, range: [begin, begin + field.length] as const }
      return credentialNamed(field) === undefined ? [] : [{ name: field, location, isUnselected: false }]
    })
    const refs = [...body.matchAll(/^[ \t]*(\w+)[ \t]+([A-Z]\w*)/gm)].map(([, field = '', type = '']) => [field, type] as const)
    return { name, library: 'prisma', secrets, refs, isSerialised: false }
  }),
)
