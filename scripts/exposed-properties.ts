import { relative } from 'node:path'
import ts from 'typescript'

import { repository } from './rule-files.ts'
import { sourceProgram } from './source-program.ts'

/** Files whose objects are written for people and other programs. */
const isOutput = /^src\/(?:reporters|docs|hosts\/init)\/|^src\/hosts\/(?:cli|node)\/(?:rules|explain|routes|inventory)|^src\/engine\/baseline/
/** What these write as JSON, only they read, or compare: the caches, and keys of facts. */
const isInternal = /cache|^src\/(?:source|project|api)\//
const isLookUp = /^(?:Object\.(?:keys|entries|getOwnPropertyNames|hasOwn)|Reflect\.\w+)$/
const isWriter = /^JSON\.stringify$|^jsonText$/

/**
 * Finds out by types which of these properties are seen by others than the program itself, so that their names must stay: those that packages declare
 * too where the program uses them, those that are texts of the program too, those that are looked up by name or listed, those of dictionaries, and
 * those of what is written or read.
 * @returns for each of them the first reason, with its place
 */
export function exposedProperties(names: readonly string[]): ReadonlyMap<string, string> {
  const { program, checker } = sourceProgram()
  const reader = new Reader(checker, new Set(names))
  for (const file of program.getSourceFiles()) if (!file.isDeclarationFile) reader.read(file)
  return reader.exposed
}

class Reader {
  readonly exposed = new Map<string, string>()
  readonly #checker: ts.TypeChecker
  readonly #names: ReadonlySet<string>
  #file = ''

  constructor(checker: ts.TypeChecker, names: ReadonlySet<string>) {
    this.#checker = checker
    this.#names = names
  }

  read(file: ts.SourceFile): void {
    this.#file = relative(repository, file.fileName)
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAccessExpression(node)) this.#used(node.name.text, node, () => this.#checker.getSymbolAtLocation(node.name))
      else if (ts.isObjectBindingPattern(node)) this.#taken(node)
      else if (ts.isObjectLiteralExpression(node)) this.#made(node)
      else if (ts.isElementAccessExpression(node)) this.#lookedUp(node)
      else if (ts.isCallExpression(node)) this.#passed(node)
      else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword) this.#keys(node.left, node, 'looked up')
      else if (ts.isAsExpression(node) && !ts.isConstTypeReference(node.type)) this.#claimed(node, this.#typeOf(node.expression), this.#typeOf(node))
      else if (ts.isTypePredicateNode(node)) this.#told(node)
      else if (ts.isStringLiteralLike(node)) this.#text(node)
      if (isGiven(node)) this.#given(node)
      ts.forEachChild(node, visit)
    }
    visit(file)
  }

  /** What is read from a cache is looked up by texts that are passed on: `field(kept, 'outcomes')`. */
  #text(node: ts.StringLiteralLike): void {
    for (const [, name = ''] of node.text.matchAll(/\{\{(\w+)\}\}/g)) this.#note(name, 'in a message', node)
    if (!ts.isLiteralTypeNode(node.parent)) this.#note(node.text, 'a text', node)
  }

  #note(name: string, reason: string, node: ts.Node): void {
    if (!this.#names.has(name) || this.exposed.has(name)) return
    const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart())
    this.exposed.set(name, `${reason} in ${this.#file}:${line + 1}`)
  }

  #typeOf(node: ts.Node): ts.Type {
    return this.#checker.getTypeAtLocation(node)
  }

  #used(name: string, node: ts.Node, symbol: () => ts.Symbol | undefined): void {
    if (this.#names.has(name) && !isOwn(symbol())) this.#note(name, 'not declared by the program', node)
  }

  #taken(pattern: ts.ObjectBindingPattern): void {
    for (const element of pattern.elements) {
      const name = nameOf(element.propertyName ?? element.name)
      if (name !== undefined) this.#used(name, element, () => this.#propertyOf(this.#typeOf(pattern), name))
    }
  }

  #propertyOf(type: ts.Type, name: string): ts.Symbol | undefined {
    return [type, ...partsOf(type)].map((part) => this.#checker.getPropertyOfType(part, name)).find((symbol) => symbol !== undefined)
  }

  #made(literal: ts.ObjectLiteralExpression): void {
    const expected = this.#checker.getContextualType(literal)
    const parts = expected === undefined ? [] : partsOf(expected)
    for (const property of literal.properties) {
      const name = property.name === undefined ? undefined : nameOf(property.name)
      if (name === undefined || !this.#names.has(name)) continue
      if (isOutput.test(this.#file)) this.#note(name, 'written', property)
      const symbols = parts.flatMap((part) => this.#checker.getPropertyOfType(this.#checker.getApparentType(part), name) ?? [])
      if (symbols.some((symbol) => !isOwn(symbol))) this.#note(name, 'not declared by the program', property)
      if (symbols.length === 0 && parts.some((part) => part.getStringIndexType() !== undefined || this.#isLoose(part))) this.#note(name, 'in a dictionary', property)
    }
  }

  /** A value where another type is expected. */
  #given(node: ts.Expression): void {
    const expected = ts.isSpreadAssignment(node.parent) ? this.#checker.getContextualType(node.parent.parent) : this.#checker.getContextualType(node)
    if (expected === undefined) return
    const parts = partsOf(expected).map((part) => this.#checker.getApparentType(part))
    const given = this.#typeOf(node)
    for (const { name } of partsOf(given).flatMap((part) => this.#checker.getPropertiesOfType(part))) {
      if (!this.#names.has(name)) continue
      const symbols = parts.flatMap((part) => this.#checker.getPropertyOfType(part, name) ?? [])
      if (symbols.some(isForeign)) this.#note(name, 'not declared by the program', node)
      if (symbols.length === 0 && parts.some((part) => part.getStringIndexType() !== undefined)) this.#note(name, 'in a dictionary', node)
    }
  }

  #lookedUp(node: ts.ElementAccessExpression): void {
    const key = this.#typeOf(node.argumentExpression)
    if ((key.flags & ts.TypeFlags.NumberLike) !== 0) return
    if (partsOf(key).every((part) => part.isStringLiteral())) this.#keys(node.argumentExpression, node, 'looked up')
    else this.#listed(this.#typeOf(node.expression), node)
  }

  #keys(key: ts.Expression, node: ts.Node, reason: string): void {
    for (const part of partsOf(this.#typeOf(key))) if (part.isStringLiteral()) this.#note(part.value, reason, node)
  }

  #passed(call: ts.CallExpression): void {
    const [first, second] = call.arguments
    const called = call.expression.getText()
    if (first === undefined) return
    if (isLookUp.test(called)) {
      this.#listed(this.#typeOf(first), call)
      if (second !== undefined) this.#keys(second, call, 'looked up')
    }
    if (isWriter.test(called) && !isInternal.test(this.#file)) for (const name of this.#within(this.#typeOf(first))) this.#note(name, 'written', call)
  }

  #listed(type: ts.Type, node: ts.Node): void {
    for (const property of this.#checker.getPropertiesOfType(type)) this.#note(property.name, 'listed', node)
  }

  #told(node: ts.TypePredicateNode): void {
    const [input] = ts.isFunctionLike(node.parent) ? node.parent.parameters : []
    if (node.type !== undefined && input !== undefined) this.#claimed(node, this.#typeOf(input), this.#checker.getTypeFromTypeNode(node.type))
  }

  /** A value of a type that only somebody else can know. */
  #claimed(node: ts.Node, from: ts.Type, to: ts.Type): void {
    if (isInternal.test(this.#file) || !(this.#isLoose(from) || from.getStringIndexType() !== undefined)) return
    for (const name of this.#within(to)) this.#note(name, 'read', node)
  }

  #isLoose(type: ts.Type): boolean {
    if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive)) !== 0) return true
    return (type.flags & ts.TypeFlags.Object) !== 0 && this.#checker.getPropertiesOfType(type).length === 0 && type.getCallSignatures().length === 0
  }

  /** The names of all properties that the program declares, of the type and of what it contains. */
  #within(type: ts.Type): ReadonlySet<string> {
    const names = new Set<string>()
    const seen = new Set<ts.Type>()
    const add = (part: ts.Type | undefined): void => {
      if (part === undefined || seen.has(part)) return
      seen.add(part)
      if (part.isUnionOrIntersection()) part.types.forEach(add)
      if ((part.flags & ts.TypeFlags.Object) === 0) return
      for (const property of this.#checker.getPropertiesOfType(part)) {
        if (!isOwn(property)) continue
        names.add(property.name)
        add(this.#checker.getTypeOfSymbol(property))
      }
      if (isReference(part)) this.#checker.getTypeArguments(part).forEach(add)
      add(part.getStringIndexType())
      add(part.getNumberIndexType())
    }
    add(type)
    return names
  }
}

/** An expression that is not an object as it is written, where the place may expect some type. */
function isGiven(node: ts.Node): node is ts.Expression {
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node) && !ts.isCallExpression(node) && !ts.isNewExpression(node)) return false
  const { parent } = node
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression !== node
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  if (ts.isVariableDeclaration(parent)) return parent.initializer === node && ts.isIdentifier(parent.name)
  if (ts.isArrowFunction(parent)) return parent.body === node
  if (ts.isConditionalExpression(parent)) return parent.condition !== node
  return ts.isReturnStatement(parent) || ts.isSpreadAssignment(parent)
}

function partsOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type]
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return 'target' in type
}

function isOwn(symbol: ts.Symbol | undefined): boolean {
  const { declarations = [] } = symbol ?? {}
  return declarations.length > 0 && declarations.every((declaration) => !declaration.getSourceFile().isDeclarationFile)
}

function isForeign(symbol: ts.Symbol): boolean {
  return symbol.declarations?.some((declaration) => declaration.getSourceFile().isDeclarationFile) === true
}

function nameOf(name: ts.Node): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : undefined
}
