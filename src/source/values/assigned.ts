import type { TSESTree } from '@typescript-eslint/utils'
import { groupBy } from '../../core/group.ts'
import { memberName } from '../names/bindings.ts'
import { functionAround, isFunction } from '../names/classes.ts'
import type { Declaration, FileIndex } from './declarations.ts'
import { maxItems } from './literals.ts'
import { unknownValue } from './value.ts'
import type { Value } from './value.ts'

type Assignment = TSESTree.AssignmentExpression

/** The assignments of a file to variables and to their members, by the variable. */
export class Assignments {
  readonly #index: FileIndex
  /** Calls of `push()` by the name of the list and the function: a file may have as many lists of the same name as functions. */
  #pushes: ReadonlyMap<string, readonly TSESTree.CallExpression[]> | undefined
  #byName: ReadonlyMap<string, readonly Assignment[]> | undefined
  /** Of the names that were asked for. A generated file may assign to the same name a thousand times, each time another variable. */
  readonly #byDeclaration = new Map<string, ReadonlyMap<Declaration | undefined, readonly Assignment[]>>()

  constructor(index: FileIndex) {
    this.#index = index
  }

  #to(name: string, from: TSESTree.Node): readonly Assignment[] {
    let known = this.#byDeclaration.get(name)
    if (known === undefined) {
      this.#byName ??= groupBy(this.#index.assignments, ({ left, operator }) => {
        const target = left.type === 'MemberExpression' ? left.object : left
        return operator === '=' && target.type === 'Identifier' ? target.name : ''
      })
      known = groupBy(this.#byName.get(name) ?? [], ({ left }) => this.#index.find(name, left.range[0]))
      this.#byDeclaration.set(name, known)
    }
    return known.get(this.#index.find(name, from.range[0])) ?? []
  }

  /** True for a list to which something is added under a condition: `if (!isOpen) chain.push(authenticate)`. */
  mayGrow(list: TSESTree.Expression): boolean {
    return list.type === 'Identifier' && this.#addedTo(list).some(({ parent }) => parent.parent?.type !== 'Program' && !isFunction(parent.parent?.parent))
  }

  /** The calls that add to a list, in the function that declares it. */
  #addedTo(id: TSESTree.Identifier): readonly TSESTree.CallExpression[] {
    this.#pushes ??= groupBy(
      this.#index.calls.flatMap((call) => (call.type === 'CallExpression' && memberName(call.callee) === 'push' ? [call] : [])),
      (call) => (call.callee.type === 'MemberExpression' && call.callee.object.type === 'Identifier' ? keyOf(call.callee.object) : ''),
    )
    const declared = this.#index.find(id.name, id.range[0])
    return (this.#pushes.get(keyOf(id)) ?? []).filter(({ range }) => this.#index.find(id.name, range[0]) === declared)
  }

  /** The only value that is assigned to a variable without an initial value: `let app; app = express()`. */
  only(name: string, from: TSESTree.Node): TSESTree.Expression | undefined {
    const [first, ...others] = this.#to(name, from).filter(({ left }) => left.type === 'Identifier')
    return others.length === 0 ? first?.right : undefined
  }

  /**
   * An object with what is assigned to its members later, `const mounts = {}; mounts.users = (router) => …`, and a list with what is added
   * to it: `const modules = []; modules.push(users)`.
   */
  completed(value: Value, { parent }: TSESTree.Expression, read: (node: TSESTree.Node) => readonly Value[]): Value {
    if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return value
    const { id } = parent
    if (value.kind === 'list') {
      const added = this.#addedTo(id)
      // What is added is read wherever the list is, also for the next addition.
      if (added.length > maxItems) return unknownValue
      const items = added.flatMap((call) => call.arguments.flatMap(read))
      return items.length === 0 ? value : { ...value, items: [...value.items, ...items].slice(0, maxItems) }
    }
    if (value.kind !== 'object') return value
    const added = this.#to(id.name, id).flatMap(({ left, right }) => {
      const name = memberName(left)
      return name === undefined ? [] : read(right).map((one) => [name, one] as const)
    })
    return added.length === 0 ? value : { ...value, fields: Object.fromEntries([...added, ...Object.entries(value.fields)]) }
  }
}

function keyOf(list: TSESTree.Identifier): string {
  return `${list.name} ${functionAround(list)?.range[0] ?? ''}`
}
