import type { TSESTree } from '@typescript-eslint/utils'
import { keyName } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import type { Call } from '../names/calls.ts'
import { isFunction } from '../names/classes.ts'
import { writtenAt } from '../duties/conditions.ts'
import type { SourceFile } from '../syntax/file.ts'

/**
 * Which fields of a record there are, as far as the code says: `+name` for one that is asked for or set, `-name` for one that is taken away, which
 * counts more; `=` if there are no others than those with `+`, `?` if what is made elsewhere may say more, `~` if it may only where conditions are
 * among the options, `{}` for a plain object, so that the `toJSON` of its model is not called, and `>author` for another record that is added whole.
 */
export type Changes = readonly string[]

/** Options and methods of a query that choose fields. */
const choosing = /^(?:select|addSelect|returning|attributes|fields|project(?:ion)?|columns?|omit|exclude)$/
/** Options that add other records. */
const joining = /^(?:include|relations)$/
const creating = /^(?:new|create|build|save|insertMany|bulkCreate)$/
/** `'-password'`, `{ password: 0 }`, `{ exclude: ['password'] }` */
const leavingOut = /['"`\s]-\w|:\s?(?:0|false)\b|\bexclude\b/
/** `'+password'`, `{ include: ['password'] }` */
const adding = /^.\+|\binclude\b/

/** The fields that a call in the chain of a query leaves. */
export function chosenBy(file: SourceFile, call: Call): Changes {
  const name = calledName(call) ?? ''
  const [first] = call.arguments
  // Scopes of Sequelize
  if (/^(?:un)?scoped?$/.test(name)) return ['?']
  if (name === 'populate') return call.arguments.length > 1 ? [] : joinedBy(file, first)
  return choosing.test(name) && first !== undefined ? chosen(file, first, name) : []
}

/** The fields of the records that a query returns or creates, by its arguments. */
export function fieldsBy(file: SourceFile, { arguments: [first, ...others] }: Call, method: string): Changes {
  const isOfClass = first?.type === 'Identifier' && /^[A-Z]/.test(first.name)
  const given = isOfClass || first === undefined ? others : [first, ...others]
  if (method === 'from') return []
  if (creating.test(method)) return created(file, given[0])
  return given.flatMap((argument, index) => {
    if (isFunction(argument)) return []
    const written = writtenAt(file, argument)
    const found = written?.type === 'ObjectExpression' ? optionsIn(file, written) : index === 0 && argument.type === 'Identifier' ? ['~'] : []
    // `User.find(filter, 'name email')` of Mongoose
    return index === 1 && !isOfClass && found.length === 0 && /^find(?:One|ById)?$/.test(method) ? chosen(file, argument) : found
  })
}

function optionsIn(file: SourceFile, { properties }: TSESTree.ObjectExpression): Changes {
  return properties.flatMap((one) => {
    const name = one.type === 'Property' ? (keyName(one) ?? '') : ''
    return one.type !== 'Property' ? '?' : choosing.test(name) ? chosen(file, one.value, name) : joining.test(name) ? joinedBy(file, one.value) : []
  })
}

/** `include: { author: true }`, `include: [User]`, `relations: ['author']`, `populate('author')`, if none of these chooses fields. */
function joinedBy(file: SourceFile, node: TSESTree.Node | undefined): string[] {
  const text = textOf(file, node)
  return /\b(?:select|omit|attributes)\b|\.{3}/.test(text) ? [] : (text.match(/\b(?:\w+(?=['"]?: ?(?:true|\{)|['".\]])|[A-Z]\w+)/g) ?? []).map((name) => `>${name}`)
}

/** What is set when a record is created: nothing else is in it, unless that comes from elsewhere: `{ ...values }`, `{ data: values }`. */
function created(file: SourceFile, given: TSESTree.Node | undefined): Changes {
  const written = writtenAt(file, given)
  // `create({ data, select: { id: true } })` of Prisma
  const chosenFields = written?.type === 'ObjectExpression' && written.properties.some((one) => one.type === 'Property' && keyName(one) === 'data') ? optionsIn(file, written) : []
  if (chosenFields.length > 0) return chosenFields
  const text = textOf(file, given)
  return text === '' ? ['='] : text.startsWith('{') && !/\.{3}|\bdata\b(?!: ?\{)/.test(text) ? ['=', ...named('+', text)] : []
}

/** What a projection says. */
function chosen(file: SourceFile, node: TSESTree.Node, by = ''): Changes {
  // `_id` may be left out of fields that are named.
  const text = textOf(file, node).replace(/\b_id['"]?:\s?(?:0|false)\b|-_id\b/, '')
  if (!/^['"`[{]/.test(text) || /\.{3}|\$\{/.test(text)) return ['?']
  const isLeftOut = leavingOut.test(text) || by === 'omit' || by === 'exclude'
  const names = named(isLeftOut ? '-' : '+', text)
  return [...names, ...(isLeftOut || names.length === 0 || by === 'addSelect' || adding.test(text) ? [] : ['='])]
}

function named(sign: string, text: string): Changes {
  return (text.match(/\w+/g) ?? []).map((name) => sign + name)
}

function textOf(file: SourceFile, node: TSESTree.Node | undefined): string {
  const written = writtenAt(file, node)
  return written === undefined ? '' : file.text.slice(...written.range)
}
