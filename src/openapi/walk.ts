import { field, isObject } from '../core/json.ts'
import type { JsonObject } from '../core/json.ts'
import { checkObject } from './constraints.ts'
import type { Contract } from './contract.ts'
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
import type { Problem, Whereabouts } from './problem.ts'
import { ReferenceResolver, sourceOf } from './resolver.ts'
import type { UnresolvedReference } from './unresolved.ts'
import { couldBe, fits, misfit } from './values.ts'
import { Visits } from './visits.ts'

/** Who wants to know what the walk meets. */
export interface Sink {
  node(node: OpenApiNode): void
  /** Left out where nobody asks: a large contract has a hundred thousand. */
  reference?(reference: ReferenceNode): void
  problem(problem: Problem): void
  unresolved(reference: UnresolvedReference): void
}

/** A value yet to be looked into. */
interface Frame extends Whereabouts {
  readonly shape: Shape
  /** The key or index by which the parent knows the value: not the cursor's own where a reference led to it. */
  readonly key: string | number | undefined
}

/** A reference, to be followed once the structure is known. */
interface Pending {
  readonly reference: string
  /** What is expected at its end, and where: at the object with the `$ref`, or at the string that is an address itself. */
  readonly frame: Frame
}

/**
 * Walks a contract once: every object that the grammar of its version knows, once a kind, in the file it lives in, parents
 * first and in the order of the text. What only references lead to comes after what the structure holds. Departures from
 * the grammar and references that lead nowhere are handed over at the end, by cause.
 */
export function walk(contract: Contract, sink: Sink): void {
  new Walk(contract, sink).run()
}

class Walk {
  private readonly contract: Contract
  private readonly sink: Sink
  private readonly grammar: Grammar
  private readonly stack: Frame[] = []
  private readonly pending: Pending[] = []
  private readonly visits = new Visits()
  /** Lists and maps that a reference led to: none may stand there, but what they hold is still worth a look. */
  private readonly followed = new Set<unknown>()
  private readonly problems = new Problems()
  private readonly resolver: ReferenceResolver

  constructor(contract: Contract, sink: Sink) {
    this.contract = contract
    this.sink = sink
    this.grammar = grammarOf(contract.version)
    this.resolver = new ReferenceResolver(contract)
  }

  run(): void {
    this.drain({ shape: node('Document'), cursor: this.contract.root, key: undefined, parent: undefined, field: '' })
    // The list grows while it is worked through: what a reference leads to holds references of its own.
    for (const pending of this.pending) this.follow(pending)
    for (const problem of this.problems.all) this.sink.problem(problem)
    for (const unresolved of this.resolver.unresolved) this.sink.unresolved(unresolved)
  }

  private drain(start: Frame): void {
    this.stack.push(start)
    for (let frame = this.stack.pop(); frame !== undefined; frame = this.stack.pop()) {
      const below = this.stack.length
      this.enter(frame, frame.shape)
      // The last one in is the first one out: turned round, the order is the text's.
      reverseFrom(this.stack, below)
    }
  }

  private enter(frame: Frame, shape: Shape): void {
    const { cursor } = frame
    const { value } = cursor
    if (shape.is === 'either') {
      const option = shape.options.find((candidate) => couldBe(candidate, value))
      if (option === undefined) this.refuse(frame, shape)
      else if (!fits(option, value)) this.enter(frame, option)
    } else if (shape.is === 'list' && Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) this.expect(shape.of, value[index], index, frame)
    } else if (shape.is === 'map' && isObject(value) && typeof value['$ref'] !== 'string') this.enterMap(frame, shape, value)
    else if (shape.is === 'node' && isObject(value)) this.enterNode(frame, shape.kind, shape.requires, value)
    else if (shape.is === 'address' && typeof value === 'string') {
      if (!this.namesComponent(value, shape.to))
        this.pending.push({ reference: value, frame: { ...frame, shape: node(shape.to) } })
    } else this.refuse(frame, shape)
  }

  /** Looks at a value below: at once where that settles it, later where it has to be entered or complained about. */
  private expect(shape: Shape, value: unknown, key: string | number, { cursor, parent, field }: Frame): void {
    if (!fits(shape, value)) this.stack.push({ shape, cursor: cursor.child(key), key, parent, field })
  }

  private enterMap(frame: Frame, shape: Shape & { is: 'map' }, value: JsonObject): void {
    const keys = Object.keys(value)
    for (const key of keys) {
      this.checkKey(key, shape.keys, frame)
      this.expect(shape.of, value[key], key, frame)
    }
    if (shape.atMost !== undefined && keys.length > shape.atMost) {
      this.problems.add('wrong-size', frame, { found: String(keys.length), expected: `at most ${shape.atMost}`, on: 'key' })
    }
  }

  private enterNode(frame: Frame, kind: NodeKind, requires: readonly string[], value: JsonObject): void {
    const shape = this.grammar.of(kind)
    if (shape === undefined || !this.visits.add(kind, value)) return
    const { cursor, parent, key } = frame
    const reference = field(value, '$ref')
    if (typeof reference === 'string') {
      if (shape.reference === undefined) this.refuseReference(reference, frame, withArticle(objectNames[kind]))
      else this.sink.reference?.(new ReferenceNode(cursor, reference, kind, parent))
      this.pending.push({ reference, frame })
      if (shape.reference !== 'beside' || Object.keys(value).length === 1) return
    }
    const visited = new OpenApiNode(kind, cursor, value, parent, key, this.contract.version)
    this.sink.node(visited)
    this.enterFields(shape, visited)
    checkObject(shape, visited, requires, this.problems)
  }

  private enterFields(shape: NodeShape, parent: OpenApiNode): void {
    const { cursor, value, key } = parent
    let patterned = 0
    for (const name of Object.keys(value)) {
      const known = shape.fields.get(name)
      const below = value[name]
      if (known !== undefined) {
        if (!fits(known.shape, below))
          this.stack.push({ shape: known.shape, cursor: cursor.child(name), key: name, parent, field: name })
        continue
      }
      if (shape.extensible && name.startsWith('x-')) continue
      const inside: Frame = { shape: node(shape.kind), cursor, key, parent, field: '' }
      if (name === '$ref') {
        // One that is text has been dealt with before, and may stand beside other fields.
        if (typeof below !== 'string') this.refuse({ ...inside, cursor: cursor.child(name), field: name }, string)
      } else if (shape.others !== undefined) {
        patterned++
        this.checkKey(name, shape.others.keys, inside)
        this.expect(shape.others.of, below, name, inside)
      } else if (!shape.open || shape.instead.has(name) || misspeltKeyword(name, shape) !== undefined) {
        this.problems.add('unknown-field', { cursor: cursor.child(name), parent, field: name }, { on: 'key' })
      }
    }
    if (patterned === 0 && shape.others?.atLeastOne === true) {
      this.problems.add('wrong-size', { cursor, parent, field: '' }, { found: 'none', expected: 'at least one', on: 'key' })
    }
  }

  private checkKey(key: string, format: Format | undefined, { cursor, parent, field }: Frame): void {
    if (format === undefined || format.pattern.test(key)) return
    this.problems.add('malformed-key', { cursor: cursor.child(key), parent, field }, { expected: format.name, on: 'key' })
  }

  /** A value that is not what the grammar wants: a reference where none may stand, or plainly something else. */
  private refuse(frame: Frame, shape: Shape): void {
    const reference = field(frame.cursor.value, '$ref')
    if (typeof reference === 'string') {
      this.refuseReference(reference, frame, expectedBy(shape))
      if (shape.is === 'list' || shape.is === 'map') this.pending.push({ reference, frame })
    } else {
      const { kind, ...rest } = misfit(shape, frame.cursor.value)
      this.problems.add(kind, frame, rest)
    }
  }

  private refuseReference(reference: string, frame: Frame, expected: string): void {
    const at = frame.cursor.child('$ref')
    if (reference.startsWith('#')) this.problems.add('misplaced-reference', frame, { expected }, at)
    // Wherever such references stand in a file, there is one cause: the file is written for a bundler.
    else this.problems.add('unbundled-reference', { cursor: at, parent: undefined, field: '' }, {})
  }

  private follow({ reference, frame }: Pending): void {
    const target = this.resolver.resolve(frame.cursor, reference)
    if (target === undefined) return
    const { shape } = frame
    if (shape.is === 'node' && isObject(target.value)) {
      if (this.visits.has(shape.kind, target.value)) return
      const other = this.visits.kindOf(target.value)
      if (other !== undefined) {
        const details = { found: withArticle(objectNames[other]), expected: withArticle(objectNames[shape.kind]) }
        return this.problems.add('wrong-target', frame, details, sourceOf(frame.cursor))
      }
    } else {
      if (this.followed.has(target.value)) return
      this.followed.add(target.value)
    }
    this.drain({ ...frame, cursor: target })
  }

  /** Discriminators may name a schema of the entry document instead of giving its address. */
  private namesComponent(name: string, kind: NodeKind): boolean {
    return kind === 'Schema' && this.contract.root.child('components').child('schemas').child(name).exists
  }
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
