import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { memoize } from '../../core/memoize.ts'
import { statusNames } from '../models/answers.ts'
import type { FileIndex } from '../values/declarations.ts'
import { isGuarded, kinds } from './error-guards.ts'
import { isCalledWithRows, isListOfRows } from './queried.ts'

/** The kind of a value that is sent to a client, as far as its expression shows. `value` is a value of unknown type. */
export type SentValue = 'text' | 'number' | 'false' | 'list' | 'object' | 'nothing' | 'error' | 'stack' | 'value' | 'unknown'

/** The body of a response, as written in the code. */
export type BodyFact =
  | { readonly kind: Exclude<SentValue, 'object'>; readonly tells?: Revealed }
  /** An HTML page or a redirect: meant for people and not for programs. */
  | { readonly kind: 'page'; readonly tells?: undefined }
  /** `isOpen` if a spread may add more fields. */
  | { readonly kind: 'object'; readonly fields: { readonly [name: string]: SentValue }; readonly isOpen: boolean; readonly tells?: Revealed }

/** What a response reveals about a caught error: its stack, all of it, or its message. */
export type Revealed = 'stack' | 'error' | 'message'

/** Limit for following constants. */
const maxSteps = 4

/** Reads the bodies and statuses of responses. */
export class BodyReader {
  readonly #index: FileIndex
  /** Names of caught errors. */
  readonly #errors: ReadonlySet<string>

  constructor(index: FileIndex, errors: ReadonlySet<string>) {
    this.#index = index
    this.#errors = errors
  }

  body(node: TSESTree.Node | undefined, steps = 0): BodyFact {
    if (node?.type === 'ObjectExpression') return this.#object(node)
    const kind = this.#valueOf(node, steps)
    const isTold = steps === 0 && (kind === 'text' || kind === 'unknown') && this.#hasMessage(node, 0)
    if (kind !== 'object') return isTold ? { kind, tells: 'message' } : { kind }
    const init = this.#constant(node)
    return init === undefined || steps > maxSteps ? { kind: 'unknown' } : this.body(init, steps + 1)
  }

  /** What an exception of Nest or h3 reveals about a caught error. Its first argument becomes the body; Nest builds all other bodies itself. */
  leakedBy(thrown: TSESTree.Node): BodyFact | undefined {
    const [given] = (thrown.type === 'NewExpression' && isExceptionOfNest(this.#index, thrown)) || isErrorOfH3(thrown) ? thrown.arguments : []
    const body = given && this.body(given)
    const kind = body?.tells ?? body?.kind
    if (kind === 'message') return { kind: 'unknown', tells: kind }
    return kind === 'stack' || kind === 'error' ? { kind } : undefined
  }

  /** The possible statuses of an expression; none if they are unknown. */
  statuses(node: TSESTree.Node | undefined, steps = 0): readonly number[] {
    if (node === undefined || steps > maxSteps) return []
    switch (node.type) {
      case 'Literal': {
        const status = Number(node.value)
        return Number.isInteger(status) && status >= 100 && status <= 999 ? [status] : []
      }
      case 'MemberExpression': {
        const name = (memberName(node) ?? '').replace(/^(?:HTTP_)?STATUS_/, '')
        const status = Object.hasOwn(statusNames, name) ? statusNames[name] : undefined
        return status === undefined ? [] : [status]
      }
      case 'ConditionalExpression': {
        const both = [this.statuses(node.consequent, steps + 1), this.statuses(node.alternate, steps + 1)]
        return both.some((one) => one.length === 0) ? [] : both.flat()
      }
      case 'TSAsExpression':
        return this.statuses(node.expression, steps + 1)
      default:
        return this.statuses(this.#constant(node), steps + 1)
    }
  }

  #valueOf(node: TSESTree.Node | undefined, steps: number): SentValue {
    if (node === undefined) return 'nothing'
    if (isListOfRows(node)) return 'list'
    switch (node.type) {
      case 'Literal':
        return literalKind(node.value)
      case 'TemplateLiteral':
        return 'text'
      case 'ArrayExpression':
        return 'list'
      case 'ObjectExpression':
        return 'object'
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
        return this.#valueOf(node.expression, steps)
      case 'ConditionalExpression':
        // `error instanceof Error ? error.stack : undefined`
        return [node.consequent, node.alternate].some((one) => this.#valueOf(one, maxSteps) === 'stack') ? 'stack' : 'unknown'
      case 'MemberExpression':
        return this.#ofError(node)
      case 'CallExpression':
        return this.#called(node)
      case 'Identifier': {
        if (node.name === 'undefined') return 'nothing'
        if (this.#isError(node)) return 'error'
        if (steps > maxSteps) return 'unknown'
        const init = this.#constant(node)
        return init === undefined ? (this.#isTakenFromRows(node) ? 'list' : 'unknown') : this.#valueOf(init, steps + 1)
      }
      default:
        return 'unknown'
    }
  }

  /** `error.stack` reveals internals; `error.message` is a text, whatever it says. */
  #ofError(node: TSESTree.MemberExpression): SentValue {
    const name = memberName(node)
    if ((name !== 'stack' && name !== 'message') || !this.#isError(node.object)) return 'unknown'
    return name === 'stack' ? 'stack' : 'text'
  }

  /** The result of a call: `items.map(...)` is a list, whatever its items are. */
  #called(node: TSESTree.CallExpression): SentValue {
    const name = memberName(node.callee)
    // `validationResult(req).array()`
    if (name === 'array' || name === 'mapped') return 'object'
    // `error.stack.split('\n')`
    if (node.callee.type === 'MemberExpression' && this.#valueOf(node.callee.object, maxSteps) === 'stack') return 'stack'
    return name === 'map' ? 'list' : 'unknown'
  }

  #object(node: TSESTree.ObjectExpression): BodyFact {
    const fields: Record<string, SentValue> = {}
    let isOpen = false
    for (const property of node.properties) {
      const { type } = property
      if (type === 'Property' && !property.computed && (property.key.type === 'Identifier' || property.key.type === 'Literal')) {
        const name = property.key.type === 'Identifier' ? property.key.name : String(property.key.value)
        // `errors: {}` means that there are none.
        const isEmpty = property.value.type === 'ObjectExpression' && property.value.properties.length === 0
        if (name !== '__proto__') fields[name] = isEmpty ? 'nothing' : this.#valueOf(property.value, 0)
      } else isOpen = true
    }
    const tells = this.#leakedWithin(node)
    return { kind: 'object', fields, isOpen, ...(tells && { tells }) }
  }

  /** What an object, or a nested one, reveals about a caught error. */
  #leakedWithin(node: TSESTree.ObjectExpression, steps = 0): Revealed | undefined {
    const values = node.properties.flatMap((property) => (property.type === 'Property' ? [property.value] : []))
    const revealed = values.map((value) => (value.type !== 'ObjectExpression' ? this.#valueOf(value, 0) : steps > maxSteps ? undefined : this.#leakedWithin(value, steps + 1)))
    const whole = (['stack', 'error', 'message'] as const).find((one) => revealed.includes(one))
    return whole ?? (values.some((value) => this.#hasMessage(value, 0)) ? 'message' : undefined)
  }

  /** True for a text that contains the message of a caught error, which may be of any library. */
  #hasMessage(node: TSESTree.Node | undefined, steps: number): boolean {
    const inAny = (...parts: readonly TSESTree.Node[]): boolean => parts.some((part) => this.#hasMessage(part, steps))
    switch (node?.type) {
      case 'MemberExpression':
        return memberName(node) === 'message' && this.#isAnyError(node.object)
      case 'ConditionalExpression':
        return inAny(node.consequent, node.alternate)
      case 'LogicalExpression':
      case 'BinaryExpression':
        return inAny(node.left, node.right)
      case 'TemplateLiteral':
        return inAny(...node.expressions)
      case 'ChainExpression':
      case 'TSNonNullExpression':
      case 'TSAsExpression':
        return inAny(node.expression)
      case 'CallExpression': {
        // `String(error)`, `error.toString()`
        const text = memberName(node.callee) === 'toString' && node.callee.type === 'MemberExpression' ? node.callee.object : calledName(node) === 'String' ? node.arguments[0] : undefined
        return text !== undefined && (this.#isAnyError(text) || inAny(text))
      }
      case 'Identifier': {
        const declaration = steps > maxSteps ? undefined : this.#index.find(node.name, node.range[0])
        if (declaration?.kind !== 'variable' || changedNames(this.#index).has(node.name) || isGuarded(node, kinds)) return false
        const [part] = declaration.path ?? []
        return part === 'message' ? this.#isAnyError(declaration.init) : this.#hasMessage(this.#constant(node), steps + 1)
      }
      default:
        return false
    }
  }

  /** True for a caught error that is not declared as one of the program's own: their messages may be meant for clients. */
  #isAnyError(node: TSESTree.Node | null): boolean {
    const name = node?.type === 'TSAsExpression' ? node.expression : node
    const declaration = name?.type === 'Identifier' ? this.#index.find(name.name, name.range[0]) : undefined
    const types = [node?.type === 'TSAsExpression' ? node.typeAnnotation : undefined, declaration?.kind === 'parameter' ? declaration.annotation : undefined]
    const isOwn = types.some((type) => type?.type === 'TSTypeReference' && !(type.typeName.type === 'Identifier' && type.typeName.name === 'Error'))
    return node !== null && !isOwn && !isGuarded(node, kinds) && this.#isError(node)
  }

  /** The object literal in a constant of this file. */
  constantObject(node: TSESTree.Node): TSESTree.ObjectExpression | undefined {
    const init = this.#constant(node)
    return init?.type === 'ObjectExpression' ? init : undefined
  }

  /** Rows of a query: `const { rows } = await pool.query(text)`. */
  #isTakenFromRows(node: TSESTree.Identifier): boolean {
    const declaration = this.#index.find(node.name, node.range[0])
    if (declaration?.kind === 'parameter') return declaration.index === 1 && isCalledWithRows(declaration.function, node.name)
    return declaration?.kind === 'variable' && declaration.path?.length === 1 && isListOfRows(declaration.init, declaration.path)
  }

  /** The initializer of a variable that is never reassigned. */
  #constant(node: TSESTree.Node | undefined): TSESTree.Expression | undefined {
    if (node?.type !== 'Identifier') return undefined
    const declaration = this.#index.find(node.name, node.range[0])
    const isPlain = declaration?.kind === 'variable' && declaration.path?.length === 0
    return isPlain && declaration.init !== null && !changedNames(this.#index).has(node.name) ? declaration.init : undefined
  }

  /** True for a caught error, unless its kind or the environment was checked before: then sending it is deliberate. */
  #isError(node: TSESTree.Node): boolean {
    // `(error as Error).stack`
    if (node.type === 'TSAsExpression') return this.#isError(node.expression)
    return node.type === 'Identifier' && this.#errors.has(node.name) && !isGuarded(node)
  }
}

/** `createError({ statusCode: 500, message: error.message })`. The `cause` is not sent. */
function isErrorOfH3(thrown: TSESTree.Node): thrown is TSESTree.CallExpression {
  if (thrown.type !== 'CallExpression' || thrown.callee.type !== 'Identifier' || thrown.callee.name !== 'createError') return false
  const [given] = thrown.arguments
  return given?.type === 'ObjectExpression' && !given.properties.some((one) => one.type === 'Property' && keyName(one) === 'cause')
}

function isExceptionOfNest(index: FileIndex, { callee }: TSESTree.NewExpression): boolean {
  const declaration = callee.type === 'Identifier' ? index.find(callee.name, callee.range[0]) : undefined
  return declaration?.kind === 'import' && declaration.specifier === '@nestjs/common'
}

/** Names that are reassigned, or whose fields are. Computed once for each file. */
const changedNames = memoize(({ assignments }: FileIndex): ReadonlySet<string> => {
  const targets = assignments.map(({ left }) => (left.type === 'MemberExpression' ? left.object : left))
  return new Set(targets.flatMap((target) => (target.type === 'Identifier' ? [target.name] : [])))
})

function literalKind(value: unknown): SentValue {
  if (value === null || value === '') return 'nothing'
  if (value === false) return 'false'
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'unknown'
}
