import type { TSESTree } from '@typescript-eslint/utils'
import { groupBy } from '../../core/group.ts'
import { bindingsOf, keyName, memberName } from '../names/bindings.ts'
import type { ClassNode, FunctionNode, Variable } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import type { Call } from '../names/calls.ts'
import { harmlessMethods } from '../models/answers.ts'
import { classAround, fieldName, isFunction } from '../names/classes.ts'
import { parameterName } from '../names/function-names.ts'
import { calledAs } from '../duties/data-calls.ts'
import type { SourceFile } from '../syntax/file.ts'
import type { Range } from '../syntax/records.ts'
import { indexFile } from '../values/declarations.ts'
import { ValueReader } from '../values/reader.ts'
import { memberOf, trimmed, unknownValue } from '../values/value.ts'
import { chosenBy } from './projections.ts'
import type { Changes } from './projections.ts'
import { queriedBy } from './queried-model.ts'
import { rawQueryIn } from './raw-queries.ts'
import { changesBy, takenFrom, writesTo } from './record-changes.ts'
import { returningRecords } from './record-flow.ts'
import type { PassedArgument, RecordFlow, Wrapping } from './record-flow.ts'
import { givesResponse, responses, rootOf } from './response-calls.ts'

/** What is known of a value on the way back from the response. */
interface Way {
  readonly owner: FunctionNode
  readonly range: Range
  readonly isSent: boolean
  readonly field?: string | undefined
  readonly part?: string | undefined
  readonly fieldChanges: Changes
  readonly wrappings: readonly Wrapping[]
  readonly steps: number
  readonly isInner?: boolean
}

/** Methods after a query that do not change which fields there are, or say it by their arguments. */
const keeping =
  /^(?:lean|exec|all|bind|first|toArray|toJSON|toObject|get|populate|sort|limit|skip|offset|where|orderBy|catch|orFail|set|values|select|addSelect|project|projection|and[A-Z]\w*|\w*Join\w*|equals|session|read|setOptions|on\w+|\$dynamic)$/
/** What makes a plain object of a record, so that the `toJSON` of its model is not called. */
const plain = /^(?:lean|get|dataValues|_doc)$/
const mostFlows = 8
const mostPassed = 4
const mostWrappings = 3
const mostSteps = 12
const mostArguments = 5
/** What a function or class does that does not pass on all that it is given, or not always. */
const selecting = /passw|\bdelete |instanceof|strip|sanit|clean|omit|exclu|expose|redact|mask|\bpick|hid[ed]|seriali|toJSON|toObject|transform|filter|\.map\(|reduce\(|forEach|\bfor\s?\(|Object\.|replacer/i
const noRecord = /^_?(?:req|request|next)$/

/** What a function sends or returns. */
interface Found {
  readonly flows: RecordFlow[]
  readonly passed: PassedArgument[]
}

/** Follows values that are sent or returned back to where they come from. */
export class Flows {
  readonly found = new Map<FunctionNode, Found>()
  readonly #file: SourceFile
  readonly #values: ValueReader
  /** How many more steps may be taken for the current value. */
  #left = 0

  constructor(file: SourceFile) {
    this.#file = file
    this.#values = new ValueReader(indexFile(file.program))
  }

  follow(value: TSESTree.Node, owner: FunctionNode, isSent: boolean): void {
    this.#from(value, this.#begin(value, owner, isSent))
  }

  /** Follows what is given to a call together with the response, `ok(res, user)` or `new Envelope(user).send(res)`, or by a method of it: `res.ok(user)`. */
  followCall(call: TSESTree.CallExpression, owner: FunctionNode): void {
    const { callee } = call
    const method = memberName(callee)
    const way = this.#begin(call, owner, true)
    const object = callee.type === 'MemberExpression' ? callee.object : undefined
    const held = object?.type === 'Identifier' ? bindingsOf(this.#file).definitionOf(object) : undefined
    const made = held?.kind === 'variable' ? held.init : object
    if (made?.type === 'NewExpression' && givesResponse(call)) this.#wrap(made, made.callee, way, true, method)
    else if (!responses.test(rootOf(callee))) {
      if (!givesResponse(call)) return
      // `Reply.ok(user).send(res)`
      if (object?.type === 'CallExpression') this.#wrap(object, object.callee, way, true, method)
      this.#wrap(call, callee, way, true)
    } else if (method !== undefined && !harmlessMethods.has(method)) this.#wrap(call, undefined, way, true, method)
  }

  /** Follows what the constructor of a class keeps in its fields, or gives to that of its base class. */
  followFields({ body, superClass }: ClassNode): void {
    const owner = body.body.flatMap((one) => (one.type === 'MethodDefinition' && one.kind === 'constructor' ? one.value : []))[0]
    if (!isFunction(owner) || owner.body?.type !== 'BlockStatement') return
    const isInner = superClass !== null
    for (const [index, one] of owner.params.entries()) if (one.type === 'TSParameterProperty') this.#pass(owner, index, { ...this.#begin(one, owner, false), field: parameterName(one.parameter), isInner })
    for (const statement of owner.body.body) {
      const set = statement.type === 'ExpressionStatement' ? statement.expression : undefined
      if (set?.type === 'CallExpression' && set.callee.type === 'Super' && superClass !== null) this.#wrap(set, superClass, this.#begin(set, owner, false), false)
      const field = set?.type === 'AssignmentExpression' ? fieldName(set.left) : undefined
      if (set?.type === 'AssignmentExpression' && field !== undefined) this.#from(set.right, { ...this.#begin(set, owner, false), field, isInner: isInner || field.startsWith('#') })
    }
  }

  #begin({ range }: TSESTree.Node, owner: FunctionNode, isSent: boolean): Way {
    this.#left = mostSteps * mostSteps
    return { owner, range, isSent, fieldChanges: [], wrappings: [], steps: 0 }
  }

  /** Follows a value back to the calls that it is the result of. Anything that is not understood ends the way. */
  #from(node: TSESTree.Node | null | undefined, last: Way): void {
    const way = { ...last, steps: last.steps + 1 }
    if (way.steps > mostSteps || --this.#left < 0) return
    switch (node?.type) {
      case 'AwaitExpression':
        return this.#from(node.argument, way)
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
      case 'ChainExpression':
        return this.#from(node.expression, way)
      case 'ConditionalExpression':
        this.#from(node.consequent, way)
        return this.#from(node.alternate, way)
      case 'LogicalExpression':
        if (node.operator !== '&&') this.#from(node.left, way)
        return this.#from(node.right, way)
      case 'ArrayExpression':
        // `return [users, total]`
        for (const [index, one] of node.elements.entries())
          if (way.part === undefined || way.part === String(index)) this.#from(one, { ...way, part: undefined, field: way.field ?? String(index) })
        return
      case 'ObjectExpression':
        return this.#object(node, way)
      case 'MemberExpression': {
        const part = memberName(node)
        if (part !== undefined && plain.test(part)) return this.#from(node.object, { ...way, fieldChanges: [...way.fieldChanges, '{}'] })
        // `result.rows[0]`
        return part === undefined || (way.part !== undefined && way.part !== '0') ? undefined : this.#from(node.object, { ...way, part })
      }
      case 'ThisExpression':
        // `res.json({ data: this.data })` in a method
        return way.isSent && classAround(node) !== undefined ? this.#pass(way.owner, -1, way) : undefined
      case 'Identifier':
        return this.#name(node, way)
      case 'NewExpression':
      case 'CallExpression':
        return this.#call(node, way)
      case 'TaggedTemplateExpression':
        this.#addRaw(node.quasi, way)
        return
      default:
    }
  }

  #object({ properties, parent }: TSESTree.ObjectExpression, way: Way): void {
    const wrapping = parent.type === 'CallExpression' || parent.type === 'NewExpression' ? way.wrappings.at(-1) : undefined
    const own = properties.flatMap((one) => (one.type === 'Property' ? (keyName(one) ?? []) : []))
    for (const one of properties) {
      const name = one.type === 'Property' ? keyName(one) : undefined
      // `body.user = view(body.user)`, `delete body.user`
      if (way.fieldChanges.includes(`+${name}`) || way.fieldChanges.includes(`-${name}`)) continue
      if (one.type === 'SpreadElement') {
        if (way.part === undefined || !own.includes(way.part)) this.#from(one.argument, { ...way, fieldChanges: [...way.fieldChanges, ...own.map((name) => `-${name}`)] })
      } else if (way.part === undefined && wrapping !== undefined) {
        this.#from(one.value, { ...way, wrappings: way.wrappings.with(-1, { ...wrapping, key: name }) })
      } else if (way.part === undefined) this.#from(one.value, { ...way, field: way.field ?? name })
      else if (name === way.part) this.#from(one.value, { ...way, part: undefined })
    }
  }

  #name(node: TSESTree.Identifier, way: Way): void {
    const bindings = bindingsOf(this.#file)
    const variable = bindings.variableOf(node)
    const definition = variable && bindings.definitionOfVariable(variable)
    if (variable === undefined || (definition?.kind !== 'variable' && definition?.kind !== 'parameter')) return
    const changes = changesBy(variable)
    const taken = takenFrom(variable)
    const fieldChanges = changes && taken && [...changes, ...taken]
    const [part, ...more] = definition.path
    if (fieldChanges === undefined || more.length > 0 || (part !== undefined && way.part !== undefined && way.part !== '0')) return
    const next = { ...way, part: part === undefined ? way.part : String(part), fieldChanges: [...way.fieldChanges, ...fieldChanges] }
    const [first, ...others] = writesTo(variable)
    if (definition.kind === 'parameter') {
      if (definition.function !== way.owner) return this.#callback(definition.function, definition.index, next)
      // The default of a parameter is written to it.
      const isWhole = definition.node.type !== 'RestElement' && writesTo(variable).every(({ range }) => range[1] <= definition.node.range[1])
      return isWhole ? this.#pass(way.owner, definition.index, next) : undefined
    }
    if (others.length > 0) return
    // `let user; … user = await …`
    const assignment = first?.parent
    const written = definition.init ?? (assignment?.type === 'AssignmentExpression' && assignment.left === first ? assignment.right : undefined)
    // `const [users, total] = await Promise.all([User.find(), User.count()])`
    const all = written?.type === 'AwaitExpression' && typeof part === 'number' ? written.argument : undefined
    const list = all?.type === 'CallExpression' && calledName(all) === 'all' ? all.arguments[0] : undefined
    if (list?.type === 'ArrayExpression') return this.#from(list.elements[Number(part)], { ...next, part: undefined })
    this.#from(written, next)
    if (written?.type === 'ObjectExpression') this.#assigned(variable, next)
  }

  /** `body.user = user`, where `body` is an object of its own and this field is not touched again. */
  #assigned({ references }: Variable, way: Way): void {
    const members = references.flatMap(({ identifier: { parent }, identifier }) => (parent.type === 'MemberExpression' && parent.object === identifier ? parent : []))
    const byName = groupBy(members, (member) => memberName(member) ?? '')
    // A name that is not known may be any.
    if (byName.has('')) return
    for (const [name, [member, ...others]] of byName) {
      const set = member?.parent
      if (set?.type === 'AssignmentExpression' && set.left === member && others.length === 0 && (way.part ?? name) === name) this.#from(set.right, { ...way, part: undefined, field: way.field ?? name })
    }
  }

  /** `User.find({}, (error, users) => …)`, `User.find().then((users) => …)` */
  #callback(callback: FunctionNode, index: number, way: Way): void {
    const call = callback.parent
    if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return
    const isThen = calledName(call) === 'then'
    if (isThen && index === 0 && call.arguments[0] === callback) return this.#from(call.callee.object, way)
    // `User.find().exec((error, users) => …)`, `user.save((error, saved) => …)`
    if (!isThen && index === 1 && call.arguments.at(-1) === callback) this.#call(call, way)
  }

  #call(node: Call, way: Way): void {
    let call = node
    let { fieldChanges } = way
    for (;;) {
      const name = calledName(call) ?? ''
      const { callee } = call
      const object = callee.type === 'MemberExpression' ? callee.object : undefined
      const isOfRecord = /^(?:toJSON|toObject|get|save|populate)$/.test(name) && object?.type === 'Identifier' && (call.arguments.length === 0 || name === 'populate' || isFunction(call.arguments[0]))
      const more = [...fieldChanges, ...chosenBy(this.#file, call), ...(plain.test(name) ? ['{}'] : [])]
      if (isOfRecord) return this.#from(object, { ...way, fieldChanges: more })
      if (call.type === 'NewExpression' || object?.type !== 'CallExpression' || !keeping.test(name)) break
      fieldChanges = more
      call = object
    }
    const [first] = call.arguments
    // `repository.save(user)` returns the same record.
    if (calledName(call) === 'save' && first?.type === 'Identifier') this.#from(first, { ...way, fieldChanges })
    this.#add(call, { ...way, fieldChanges })
  }

  /** `pool.query('select * from users')` */
  #addRaw(text: TSESTree.Node | undefined, { owner, steps, ...way }: Way): boolean {
    const raw = rawQueryIn(this.#file, text)
    if (raw !== undefined) this.#of(owner).flows.push({ ...way, name: 'SQL', method: 'save', callee: unknownValue, model: { kind: 'text', parts: [raw.table], range: [0, 0] }, projected: raw.projected })
    return raw !== undefined
  }

  #add(call: Call, way: Way): void {
    if (!this.#addRaw(call.arguments[0], way)) this.#addCall(call, way)
  }

  #addCall(call: Call, { owner, steps, ...way }: Way): void {
    const method = call.type === 'NewExpression' ? 'new' : (calledName(call) ?? '')
    const { base, model, projected } = queriedBy(this.#file, call, method)
    // `return res.json(user)` returns no record.
    if (base.type === 'Identifier' && responses.test(base.name)) return
    if ((method === 'new' || !returningRecords.test(method)) && !givesResponse(call)) this.#wrap(call, call.callee, { ...way, owner, steps }, false)
    const callee = trimmed(this.#values.read(call.callee), 1)
    const { flows } = this.#of(owner)
    if (flows.filter(({ wrappings }) => wrappings.length > 0 === way.wrappings.length > 0).length < mostFlows)
      flows.push({ ...way, name: calledAs(call.callee) ?? '', method, callee, model: model && trimmed(this.#values.read(model), 1), projected })
  }

  /** Follows the arguments of a call on which they may be passed by what is called. */
  #wrap(call: Call, called: TSESTree.Node | undefined, way: Way, isSending: boolean, method?: string): void {
    if (way.part !== undefined || way.wrappings.length >= mostWrappings) return
    // `super.ok(res, user)`
    const base = called?.type === 'MemberExpression' && called.object.type === 'Super' ? classAround(called)?.superClass : undefined
    const read = base && called ? memberOf(this.#values.read(base), memberName(called) ?? '') : called && this.#values.read(called)
    const callee = read === undefined ? unknownValue : trimmed(read, 1)
    for (const [index, one] of call.arguments.slice(0, mostArguments).entries()) {
      if (one.type === 'Identifier' && (responses.test(one.name) || noRecord.test(one.name))) continue
      this.#from(one, { ...way, ...(isSending && { range: one.range }), wrappings: [...way.wrappings, { callee, index, isSending, method }] })
    }
  }

  #pass(owner: FunctionNode, at: number, { isSent, part, fieldChanges, wrappings, field, isInner }: Way): void {
    // `function (this: FastifyReply, data)`
    const [first] = owner.params
    const index = first?.type === 'Identifier' && first.name === 'this' && at > 0 ? at - 1 : at
    const { range } = owner.parent.type === 'MethodDefinition' && owner.parent.kind === 'constructor' ? owner.parent.parent : owner
    const { passed } = this.#of(owner)
    if (passed.length >= mostPassed || selecting.test(this.#file.text.slice(...range))) return
    passed.push({ index, isSent, part, fieldChanges, wrappings, field, isInner })
  }

  #of(owner: FunctionNode): Found {
    const found = this.found.get(owner) ?? { flows: [], passed: [] }
    this.found.set(owner, found)
    return found
  }
}
