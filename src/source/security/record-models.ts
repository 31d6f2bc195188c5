import type { TSESTree } from '@typescript-eslint/utils'
import { credentialNamed } from '../../core/credentials.ts'
import { recordLibraries } from '../models/record-libraries.ts'
import { bindingsOf, keyName, textOfLiteral } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { decoratorName } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import type { Range } from '../syntax/records.ts'
import { nodesOf } from '../syntax/tree.ts'
import { indexFile } from '../values/declarations.ts'
import { ValueReader } from '../values/reader.ts'
import type { Value } from '../values/value.ts'

/** A field of a model whose name is that of a credential. */
export interface SecretField {
  readonly name: string
  readonly range: Range
  /** Queries leave it out unless it is asked for: `select: false`. */
  readonly isUnselected: boolean
}

/** A table, entity or kind of document with fields that hold credentials. */
export interface RecordModel {
  /** The offset that identifies the class, or the call that describes it, in values. */
  readonly at: number
  readonly name: string
  /** One of `recordLibraries`. */
  readonly library: string
  readonly secrets: readonly SecretField[]
  /** Fields and the models that they refer to. */
  readonly refs: readonly (readonly [string, string])[]
  readonly base?: Value | undefined
  /** Its file says how records become JSON, which may leave fields out. */
  readonly isSerialised: boolean
}

const describing = /\bSchema\b|\.define\(|\.init\(|[a-z]Table\(|@(?:Column|[pP]rop|Property)\b/
const columnDecorators = /^(?:Column|[pP]rop(?:erty)?|(?:One|Many)To(?:One|Many))$/
const referring = /(?:\bref:\s?['"]|To(?:One|Many)\(\s?(?:['"]|\(?\w{0,20}\)?\s?=>\s?))(\w+)/g
/** Options by which a field is in no response: `hidden: true` of MikroORM, getters, `@Exclude()`, and the fields that a plugin leaves out. */
const hiding = /\b(?:hidden|private):\s?true|\bget\b|\bExclude\b|\bVIRTUAL\b/
const unselected = /\bselect:\s?(?:false|0)/
const noText = /\b(?:Boolean|Number|Date|BOOLEAN|INTEGER|DATE\w*|boolean|number|ObjectId|timestamp|integer)\b(?!\.now)/
/** Options of Mongoose that only add to the JSON. */
const harmlessJson = /\bto(?:JSON|Object)['"]?:\s*\{\s*(?:(?:virtuals|getters|versionKey|flattenMaps):\s?\w+,?\s*)*\}/g
const serialising =
  /(?<!\.)\btoJSON\b|\btoJSON\b(?!\()|\btoObject['"]?[,:]|@Exclude\(\)\s+(?:@|export|class)|\btransform\b|\bAfterLoad\b|\bafterFind\b|[dD]efaultScope\b|\.select\(false|(?<!schema|>)\(\w*schema\)|[.@]plugin\((?![^)]{0,200}?(?:paginat|unique|passport|autopop|timestamp|delete|increment|slug))|[.@](?:pre|post)(?:<\w+>)?\(\s*\[?[/'"]\^?(?:find[^()]*,\s*(?!\w*popul)\w+\)|(?:find|init)[^]{0,300}?(?:select|delete|undefined))/i

/** The models of a file that have such fields. Serialisable, so that they can be cached. */
export function recordModels(file: SourceFile): RecordModel[] {
  const { text, imports, program } = file
  if (!describing.test(text) || !/pass|pwd|secret|key|senha|contrase|kennwort|\bref:|To(?:One|Many)\(/i.test(text)) return []
  const library = Object.keys(recordLibraries).find((name) => imports.some(({ specifier }) => specifier.includes(name))) ?? 'sequelize'
  const reader = new ValueReader(indexFile(program))
  const isSerialised = serialising.test(text.replace(harmlessJson, ''))
  // `UserSchema.set('toJSON', …)`, which follows a class
  const beside = program.body.filter(({ type }) => type === 'ExpressionStatement')
  return nodesOf(program).flatMap((node) => {
    const found = node.type === 'ClassDeclaration' ? ofClass(node) : node.type === 'CallExpression' || node.type === 'NewExpression' ? ofCall(file, node) : undefined
    const secrets = (found?.fields ?? []).flatMap((field) => secretOf(text, field) ?? [])
    const refs = (found?.fields ?? []).flatMap((field) => [...text.slice(...field.range).matchAll(referring)].map(([, to = '']) => [keyName(field) ?? '', to] as const))
    if (found === undefined || secrets.length + refs.length === 0) return []
    const model = { at: found.at, name: found.name, library, secrets, isSerialised, refs }
    if (node.type !== 'ClassDeclaration') return [model]
    const own = [...beside, ...node.decorators, node].map(({ range }) => text.slice(...range)).join(' ')
    return [{ ...model, isSerialised: serialising.test(own), ...(node.superClass?.type === 'Identifier' && { base: reader.read(node.superClass) }) }]
  })
}

type Field = TSESTree.PropertyDefinition | TSESTree.Property

interface Described {
  readonly at: number
  readonly name: string
  readonly fields: readonly Field[]
}

/** An entity of TypeORM or MikroORM, a class of @nestjs/mongoose, typegoose or sequelize-typescript. */
function ofClass({ range, id, body }: TSESTree.ClassDeclaration): Described {
  const isColumn = ({ expression }: TSESTree.Decorator): boolean => columnDecorators.test(decoratorName(expression))
  return { at: range[0], name: id?.name ?? '', fields: body.body.filter((one) => one.type === 'PropertyDefinition').filter(({ decorators }) => decorators.some(isColumn)) }
}

function ofCall(file: SourceFile, node: TSESTree.CallExpression | TSESTree.NewExpression): Described | undefined {
  const [first, second] = node.arguments
  const { callee, range, parent } = node
  const called = calledName(node) ?? ''
  if (called === 'Schema') {
    // `const userSchema = new Schema({ … })`, `model('User', new Schema({ … }))`
    const held = parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name.replace(/_?schema$/i, '') : ''
    const stated = parent.type === 'CallExpression' ? textOfLiteral(parent.arguments[0]) : undefined
    return { at: range[1], name: stated ?? (held || (/\bmodel(?:<[\w, ]{1,60}>)?\(\s?['"](\w+)/.exec(file.text)?.[1] ?? '')), fields: fieldsOf(file, first) }
  }
  // `User.init({ … }, { sequelize })`
  const definition = called === 'init' && callee.type === 'MemberExpression' ? bindingsOf(file).definitionOf(callee.object) : undefined
  if (definition?.kind === 'class') return { at: definition.node.range[0], name: definition.node.id?.name ?? '', fields: fieldsOf(file, first) }
  const name = called === 'define' || called.endsWith('Table') ? textOfLiteral(first) : undefined
  return name === undefined ? undefined : { at: range[1], name, fields: fieldsOf(file, second) }
}

function fieldsOf(file: SourceFile, node: TSESTree.Node | undefined): Field[] {
  const definition = node?.type === 'Identifier' ? bindingsOf(file).definitionOf(node) : undefined
  const object = definition?.kind === 'variable' && definition.path.length === 0 ? definition.init : node
  return object?.type === 'ObjectExpression' ? object.properties.filter((one) => one.type === 'Property') : []
}

function secretOf(text: string, field: Field): SecretField | undefined {
  const name = keyName(field) ?? ''
  const written = text.slice(...field.range)
  const isSecret = credentialNamed(name) !== undefined && !noText.test(written) && !hiding.test(written)
  return isSecret ? { name, range: field.key.range, isUnselected: unselected.test(written) } : undefined
}
