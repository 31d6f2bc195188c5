import type { TSESTree } from '@typescript-eslint/utils'
import { groupBy } from '../../core/group.ts'
import { memberName } from '../names/bindings.ts'
import type { FileIndex } from './declarations.ts'
import type { Value } from './value.ts'

type Assignment = TSESTree.AssignmentExpression

/** The assignments of a file to variables and to their members, by the variable. */
export class Assignments {
  readonly #index: FileIndex
  #all: ReadonlyMap<string, readonly Assignment[]> | undefined

  constructor(index: FileIndex) {
    this.#index = index
  }

  #to(name: string, from: TSESTree.Node): readonly Assignment[] {
    const declaration = this.#index.find(name, from.range[0])
    this.#all ??= groupBy(this.#index.assignments, ({ left, operator }) => {
      const target = left.type === 'MemberExpression' ? left.object : left
      return operator === '=' && target.type === 'Identifier' ? target.name : ''
    })
    return (this.#all.get(name) ?? []).filter(({ left }) => this.#index.find(name, left.range[0]) === declaration)
  }

  /** The only value that is assigned to a variable without an initial value: `let app; app = express()`. */
  only(name: string, from: TSESTree.Node): TSESTree.Expression | undefined {
    const [first, ...others] = this.#to(name, from).filter(({ left }) => left.type === 'Identifier')
    return others.length === 0 ? first?.right : undefined
  }

  /** An object with what is assigned to its members later: `const mounts = {}; mounts.users = (router) => …`. */
  completed(value: Value, { parent }: TSESTree.Expression, read: (node: TSESTree.Expression) => Value): Value {
    if (value.kind !== 'object' || parent.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return value
    const added = this.#to(parent.id.name, parent.id).flatMap(({ left, right }) => {
      const name = memberName(left)
      return name === undefined ? [] : [[name, read(right)] as const]
    })
    return added.length === 0 ? value : { ...value, fields: Object.fromEntries([...added, ...Object.entries(value.fields)]) }
  }
}
