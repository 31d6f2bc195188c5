import { field, isObject } from '../core/json.ts'
import type { JsonObject } from '../core/json.ts'
import { checkObject } from './constraints.ts'
import type { Contract } from './contract.ts'
import type { Cursor } from './cursor.ts'
import { grammarOf } from './grammar/grammar.ts'
import type { Grammar, NodeShape } from './grammar/grammar.ts'
import { objectNames } from './grammar/kinds.ts'
import type { NodeKind } from './grammar/kinds.ts'
import { node, string } from './grammar/shape.ts'
import type { Format, Shape } from './grammar/shape.ts'
import { expectedBy, withArticle } from './grammar/words.ts'
import { misspeltKeyword } from './hint.ts'
import { OpenApiNode, ReferenceNode } from './node.ts'
import { Problems } from './problem.ts'
import type { Problem, ProblemContext } from './problem.ts'
import { ReferenceResolver, sourceOf } from './resolver.ts'
import type { UnresolvedReference } from './unresolved.ts'
import { couldBe, fits, misfit } from './values.ts'
import { Visits } from './visits.ts'

/** Receives what the walk meets. */
export interface Sink {
  node(node: OpenApiNode): void
  reference(reference: ReferenceNode): void
  problem(problem: Problem): void
  unresolved(reference: UnresolvedReference): void
}

/** An object yet to be visited. */
interface Frame extends ProblemContext {
  readonly shape: NodePlace
  /** Its key or index in the parent: not the cursor's own key, if a reference led to it. */
  readonly key: string | number | undefined
}

type NodePlace = Shape & { readonly is: 'node' }

/** A reference to be followed after the structure has been walked: an object with a `$ref`, or a string that is an address itself. */
interface Pending extends ProblemContext {
  readonly reference: string
  /** The expected shape of its target. */
  readonly shape: Shape
  readonly key: string | number | undefined
}

/**
 * Walks a contract: visits every object that the grammar of its version knows, in the file that contains it, once as each kind, parents
 * first, in the order of the text. Objects that only references lead to come last. Violations of the grammar and unresolved references are
 * handed over at the end, by cause.
 */
export function walk(contract: Contract, sink: Sink): void {
  new Walk(contract, sink).run()
}

class Walk {
  readonly #contract: Contract
  readonly #sink: Sink
  readonly #grammar: Grammar
  readonly #stack: Frame[] = []
  readonly #pending: Pending[] = []
  readonly #visits = new Visits()
  /** Lists and maps that a reference led to, which is not allowed; they are visited all the same. */
  readonly #followed = new Set<unknown>()
  readonly #problems = new Problems()
  readonly #resolver: ReferenceResolver

  constructor(contract: Contract, sink: Sink) {
    this.#contract = contract
    this.#sink = sink
    this.#grammar = grammarOf(contract.version)
    this.#resolver = new ReferenceResolver(contract)
  }

  run(): void {
    this.#open(node('Document'), this.#contract.root.value, this.#contract.root, undefined, undefined, '')
    this.#drain()
    // The list grows during the loop, because targets contain references too.
    for (const pending of this.#pending) this.#follow(pending)
    for (const problem of this.#problems.all) this.#sink.problem(problem)
    for (const unresolved of this.#resolver.unresolved) this.#sink.unresolved(unresolved)
  }

  #drain(): void {
    for (let frame = this.#stack.pop(); frame !== undefined; frame = this.#stack.pop()) {
      const below = this.#stack.length
      this.#enter(frame)
      // The stack is last in, first out, so the children are reversed to be visited in the order of the text.
      reverseFrom(this.#stack, below)
    }
  }

  /**
   * Visits a value that {@link fits} has not settled. Lists and maps are visited recursively, which is safe since the grammar limits
   * how deep they nest; objects are pushed on the stack.
   * @param holder the cursor of the mapping or list that contains the value or, without a key, of the value itself
   */
  #open(
    shape: Shape,
    value: unknown,
    holder: Cursor,
    key: string | number | undefined,
    parent: OpenApiNode | undefined,
    field: string,
  ): void {
    if (shape.is === 'either') {
      const option = shape.options.find((candidate) => couldBe(candidate, value))
      if (option !== undefined) {
        if (!fits(option, value)) this.#open(option, value, holder, key, parent, field)
        return
      }
    }
    const cursor = key === undefined ? holder : holder.below(key, value)
    if (shape.is === 'node' && isObject(value)) this.#stack.push({ shape, cursor, key, parent, field })
    else if (shape.is === 'list' && Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) {
        if (!fits(shape.of, value[index])) this.#open(shape.of, value[index], cursor, index, parent, field)
      }
    } else if (shape.is === 'map' && isObject(value) && typeof value['$ref'] !== 'string') {
      this.#openMap(shape, value, { cursor, parent, field })
    } else if (shape.is === 'address' && typeof value === 'string') {
      if (this.#namesComponent(value, shape.to)) return
      this.#pending.push({ reference: value, shape: node(shape.to), cursor, key, parent, field })
    } else this.#refuse(shape, value, { cursor, parent, field }, key)
  }

  #openMap(shape: Shape & { is: 'map' }, value: JsonObject, where: ProblemContext): void {
    const { cursor, parent, field } = where
    const keys = Object.keys(value)
    keys.forEach((key) => {
      this.#checkKey(key, shape.keys, where)
      if (!fits(shape.of, value[key])) this.#open(shape.of, value[key], cursor, key, parent, field)
    })
    if (shape.atMost !== undefined && keys.length > shape.atMost) {
      this.#problems.add('wrong-size', where, { found: String(keys.length), expected: `at most ${shape.atMost}`, on: 'key' })
    }
  }

  #enter(frame: Frame): void {
    const { cursor, parent, key } = frame
    const { kind, requires } = frame.shape
    const shape = this.#grammar.of(kind)
    const { value } = cursor
    if (shape === undefined || !isObject(value) || !this.#visits.add(kind, value)) return
    const { $ref: reference } = value
    if (typeof reference === 'string') {
      if (shape.reference === undefined) this.#refuseReference(reference, frame, withArticle(objectNames[kind]))
      else this.#sink.reference(new ReferenceNode(cursor, reference, kind, parent))
      this.#pending.push({ reference, shape: frame.shape, cursor, key, parent, field: frame.field })
      if (shape.reference !== 'beside' || isAlone('$ref', value)) return
    }
    const visited = new OpenApiNode(kind, cursor, value, parent, key, this.#contract.version)
    this.#sink.node(visited)
    this.#openFields(shape, visited)
    checkObject(shape, visited, requires, this.#problems)
  }

  #openFields(shape: NodeShape, parent: OpenApiNode): void {
    const { cursor, value } = parent
    let patterned = 0
    Object.keys(value).forEach((name) => {
      const known = shape.fields.get(name)
      const below = value[name]
      if (known !== undefined) {
        if (!fits(known.shape, below)) this.#open(known.shape, below, cursor, name, parent, name)
      } else if (shape.extensible && name.startsWith('x-')) return
      else if (name === '$ref') {
        // A string has been handled in `#enter`.
        if (typeof below !== 'string') this.#open(string, below, cursor, name, parent, name)
      } else if (shape.others !== undefined) {
        patterned++
        if (this.#belongsBelow(name, shape.others)) {
          this.#problems.add('unknown-field', { cursor: cursor.child(name), parent, field: name }, { on: 'key' })
          return
        }
        this.#checkKey(name, shape.others.keys, { cursor, parent, field: '' })
        if (!fits(shape.others.of, below)) this.#open(shape.others.of, below, cursor, name, parent, '')
      } else if (!shape.open || shape.instead.has(name) || misspeltKeyword(name, shape) !== undefined) {
        this.#problems.add('unknown-field', { cursor: cursor.child(name), parent, field: name }, { on: 'key' })
      }
    })
    if (patterned === 0 && shape.others?.atLeastOne === true) {
      this.#problems.add('wrong-size', { cursor, parent, field: '' }, { found: 'none', expected: 'at least one', on: 'key' })
    }
  }

  /** True if a patterned field is really a field of the objects below: `content` among status codes, where a level is missing. */
  #belongsBelow(name: string, { of, keys }: NonNullable<NodeShape['others']>): boolean {
    if (keys === undefined || keys.pattern.test(name) || of.is !== 'node') return false
    return this.#grammar.of(of.kind)?.fields.has(name) === true
  }

  #checkKey(key: string, format: Format | undefined, { cursor, parent, field }: ProblemContext): void {
    if (format === undefined || format.pattern.test(key)) return
    this.#problems.add('malformed-key', { cursor: cursor.child(key), parent, field }, { expected: format.name, on: 'key' })
  }

  /** Reports a value of the wrong shape: a reference where none is allowed, or something else. */
  #refuse(shape: Shape, value: unknown, where: ProblemContext, key: string | number | undefined): void {
    const reference = field(value, '$ref')
    if (typeof reference === 'string') {
      this.#refuseReference(reference, where, expectedBy(shape))
      if (shape.is === 'list' || shape.is === 'map') this.#pending.push({ reference, shape, key, ...where })
    } else {
      const { kind, ...rest } = misfit(shape, value)
      this.#problems.add(kind, where, rest)
    }
  }

  #refuseReference(reference: string, where: ProblemContext, expected: string): void {
    const at = where.cursor.child('$ref')
    if (reference.startsWith('#')) this.#problems.add('misplaced-reference', where, { expected }, at)
    // All such references in a file have one cause: the file is written for a bundler.
    else this.#problems.add('unbundled-reference', { cursor: at, parent: undefined, field: '' }, {})
  }

  #follow(pending: Pending): void {
    const { reference, shape, key, parent, field } = pending
    const cursor = this.#resolver.resolve(pending.cursor, reference)
    if (cursor === undefined) return
    const { value } = cursor
    if (shape.is === 'node' && isObject(value)) {
      if (this.#visits.has(shape.kind, value)) return
      const other = this.#visits.kindOf(value)
      if (other !== undefined) {
        const details = { found: withArticle(objectNames[other]), expected: withArticle(objectNames[shape.kind]) }
        return this.#problems.add('wrong-target', pending, details, sourceOf(pending.cursor))
      }
      this.#stack.push({ shape, cursor, key, parent, field })
    } else {
      if (this.#followed.has(value)) return
      this.#followed.add(value)
      this.#open(shape, value, cursor, undefined, parent, field)
    }
    this.#drain()
  }

  /** True if the string names a schema of the entry document, which discriminators may do instead of giving its address. */
  #namesComponent(name: string, kind: NodeKind): boolean {
    return kind === 'Schema' && this.#contract.root.child('components').child('schemas').child(name).exists
  }
}

/** True if an object has no other field. Most references have none, and a list of the fields of each would be made for nothing. */
function isAlone(name: string, object: JsonObject): boolean {
  for (const other in object) if (other !== name) return false
  return true
}

function reverseFrom(stack: Frame[], start: number): void {
  for (let left = start, right = stack.length - 1; left < right; left++, right--) {
    const swapped = stack[left]
    const other = stack[right]
    if (swapped === undefined || other === undefined) return
    stack[left] = other
    stack[right] = swapped
  }
}
