import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { memoize } from '../../core/memoize.ts'
import { statusNames } from '../models/answers.ts'
import { walk } from '../syntax/tree.ts'
import type { FileIndex } from '../values/declarations.ts'
import { isCalledWithRows, isListOfRows } from './queried.ts'

/** The kind of a value that is sent to a client, as far as its expression shows. `value` is a value of unknown type. */
export type SentValue = 'text' | 'number' | 'false' | 'list' | 'object' | 'nothing' | 'error' | 'stack' | 'value' | 'unknown'

/** The body of a response, as written in the code. */
export type BodyFact =
  | { readonly kind: Exclude<SentValue, 'object'> }
  /** An HTML page or a redirect: meant for people and not for programs. */
  | { readonly kind: 'page' }
  /** `isOpen` if a spread may add more fields. */
  | { readonly kind: 'object'; readonly fields: { readonly [name: string]: SentValue }; readonly isOpen: boolean; readonly tells?: 'stack' | 'error' }

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
    if (kind !== 'object') return { kind }
    const init = this.#constant(node)
    return init === undefined || steps > maxSteps ? { kind: 'unknown' } : this.body(init, steps + 1)
  }

  /** What an exception of Nest reveals about a caught error. Its first argument becomes the body; Nest builds all other bodies itself. */
  leakedBy(thrown: TSESTree.Node): BodyFact | undefined {
    const [given] = thrown.type === 'NewExpression' && isExceptionOfNest(this.#index, thrown) ? thrown.arguments : []
    const body = given && this.body(given)
    const kind = body?.kind === 'object' ? body.tells : body?.kind
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
  #leakedWithin(node: TSESTree.ObjectExpression, steps = 0): 'stack' | 'error' | undefined {
    const values = node.properties.flatMap((property) => (property.type === 'Property' ? [property.value] : []))
    const revealed = values.map((value) => (value.type !== 'ObjectExpression' ? this.#valueOf(value, 0) : steps > maxSteps ? undefined : this.#leakedWithin(value, steps + 1)))
    return revealed.includes('stack') ? 'stack' : revealed.includes('error') ? 'error' : undefined
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

const developers = /^(?:.*env|is_?dev\w*|.*debug|is_?prod\w*|verbose|expose\w*|show\w*)$/i

/** True inside a condition on the kind of the error or on the environment. */
function isGuarded(node: TSESTree.Node): boolean {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test !== at && isAboutKind(parent.test)) return true
  }
  return false
}

function isAboutKind(test: TSESTree.Node): boolean {
  let found = false
  walk(test, (part) => {
    // Not `error instanceof Error`, which is almost always so.
    if (part.type === 'BinaryExpression' && part.operator === 'instanceof' && !(part.right.type === 'Identifier' && part.right.name === 'Error')) found = true
    if (part.type === 'Identifier' && developers.test(part.name)) found = true
  })
  return found
}
