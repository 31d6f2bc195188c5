import type { TSESTree } from '@typescript-eslint/utils'
import { groupBy } from '../../core/group.ts'
import { memberName } from '../names/bindings.ts'
import type { Declaration, FileIndex } from './declarations.ts'
import type { Value } from './value.ts'

type Assignment = TSESTree.AssignmentExpression

/** The assignments of a file to variables and to their members, by the variable. */
export class Assignments {
  readonly #index: FileIndex
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
