import type { TSESTree } from '@typescript-eslint/utils'
import { definitionAt, keyName } from '../names/bindings.ts'
import type { ClassNode, Definition, Path, Variable } from '../names/bindings.ts'
import { aliasBeside, isOfConstants } from './constant-types.ts'
import type { Declared } from './text.ts'
import type { Tracker } from './tracker.ts'
import { schemaAllows } from './validated.ts'
import { words } from '../../core/words.ts'

/** How the part at `path` of a value of this type is declared. */
export function declaredAt(tracker: Tracker, type: TSESTree.TypeNode, path: Path): Declared {
  const known = tracker.declared.get(type) ?? new Map<string, Declared>()
  tracker.declared.set(type, known)
  const key = path.join('.')
  const declared = known.get(key) ?? findDeclared(tracker, type, path, 0)
  known.set(key, declared)
  return declared
}

function findDeclared(tracker: Tracker, type: TSESTree.TypeNode, path: Path, steps: number): Declared {
  if (steps > 20) return 'elsewhere'
  const at: At = (inner, way, by = tracker) =>
    inner === undefined ? 'text' : findDeclared(by, inner, way, steps + 1)
  switch (type.type) {
    case 'TSNumberKeyword':
    case 'TSBooleanKeyword':
    case 'TSBigIntKeyword':
    case 'TSNullKeyword':
    case 'TSUndefinedKeyword':
    case 'TSVoidKeyword':
    case 'TSNeverKeyword':
    case 'TSLiteralType':
      return 'safe'
    case 'TSTemplateLiteralType':
      return type.types.map((inner) => at(inner, [])).reduce(worst, 'safe')
    case 'TSTypeOperator':
      return type.operator === 'keyof' ? 'safe' : at(type.typeAnnotation, path)
    case 'TSUnionType':
      return type.types.map((inner) => at(inner, path)).reduce(worst, 'safe')
    case 'TSIntersectionType': {
      const parts = type.types.map((inner) => at(inner, path))
      return parts.includes('safe') ? 'safe' : parts.reduce(worst, 'safe')
    }
    case 'TSArrayType':
      return path.length === 0 ? at(type.elementType, path) : at(type.elementType, path.slice(1))
    case 'TSTupleType': {
      const [index, ...rest] = path
      const items = typeof index === 'number' ? type.elementTypes.slice(index, index + 1) : type.elementTypes
      return items.map((inner) => at(inner.type === 'TSNamedTupleMember' ? inner.elementType : inner, rest)).reduce(worst, 'safe')
    }
    case 'TSRestType':
    case 'TSOptionalType':
      return at(type.typeAnnotation, path)
    case 'TSTypeLiteral':
      return memberOf(type.members, path, at)
    case 'TSTypeReference':
      return reference(tracker, type, path, at)
    case 'TSIndexedAccessType':
      return isOfConstants(tracker, type) ? 'safe' : 'elsewhere'
    case 'TSTypeQuery':
    case 'TSImportType':
    case 'TSMappedType':
    case 'TSConditionalType':
      return 'elsewhere'
    default:
      return 'text'
  }
}

function worst(a: Declared, b: Declared): Declared {
  return a === 'text' || b === 'text' ? 'text' : a === 'elsewhere' || b === 'elsewhere' ? 'elsewhere' : 'safe'
}

type At = (inner: TSESTree.TypeNode | undefined, way: Path, by?: Tracker) => Declared

/** Utility types that are transparent: the argument's type decides. */
const wrappers = new Set([
  'Promise',
  'Readonly',
  'Partial',
  'Required',
  'NonNullable',
  'Awaited',
  'DeepPartial',
  'Omit',
  'Pick',
  'Exclude',
  'Extract',
  'Lowercase',
  'Uppercase',
  'Nullable',
  'Maybe',
])
const lists = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable'])

const inferring = /^(?:infer|input|output|Infer|InferInput|InferOutput|InferType|Static)$/

function lastName(name: TSESTree.EntityName): string {
  return name.type === 'Identifier' ? name.name : name.type === 'TSQualifiedName' ? name.right.name : ''
}

function reference(tracker: Tracker, type: TSESTree.TSTypeReference, path: Path, at: At): Declared {
  const [first, second] = type.typeArguments?.params ?? []
  // `z.infer<typeof schema>`, `Static<typeof schema>`: the schema decides.
  if (first?.type === 'TSTypeQuery' && first.exprName.type === 'Identifier' && inferring.test(lastName(type.typeName))) {
    const through = schemaAllows(tracker, first.exprName, path, undefined)
    return through === 'unknown' ? 'elsewhere' : through
  }
  if (type.typeName.type === 'TSQualifiedName') return enumMember(tracker, type.typeName) ? 'safe' : 'elsewhere'
  if (type.typeName.type !== 'Identifier') return 'elsewhere'
  const { name } = type.typeName
  const declaration = declarationOf(tracker, type.typeName)
  const definition = declaration?.definition
  const here: At = (inner, way) => at(inner, way, declaration?.tracker)
  switch (definition?.kind) {
    case undefined:
      if (name === 'Date') return 'safe'
      if (wrappers.has(name) && first !== undefined) return at(first, path)
      if (lists.has(name) && first !== undefined) return at(first, path.length === 0 ? path : path.slice(1))
      if (name === 'Record' || name === 'Map') return path.length === 0 ? 'text' : at(second, path.slice(1))
      return name === 'String' ? 'text' : 'elsewhere'
    case 'enum':
      return 'safe'
    case 'class':
      return path.length === 0 ? 'elsewhere' : ofClass(declaration?.tracker ?? tracker, definition.node, path, here)
    case 'type':
      if (definition.node.type === 'TSTypeAliasDeclaration') return here(definition.node.typeAnnotation, path)
      if (definition.node.type === 'TSInterfaceDeclaration') {
        const own = memberOf(definition.node.body.body, path, here)
        return own === 'text' && definition.node.extends.length > 0 && !declares(definition.node.body.body, path)
          ? 'elsewhere'
          : own
      }
      return definition.node.constraint === undefined ? 'text' : here(definition.node.constraint, path)
    default: {
      const alias = aliasBeside(declaration?.variable)
      return alias === undefined ? 'elsewhere' : here(alias.typeAnnotation, path)
    }
  }
}

interface Declaration {
  readonly tracker: Tracker
  readonly definition: Definition
  readonly variable: Variable | undefined
}

/** The declaration of a type's name, in whichever file of the project it is. */
function declarationOf(tracker: Tracker, name: TSESTree.Node): Declaration | undefined {
  const definition = tracker.bindings.definitionOf(name)
  if (definition?.kind !== 'import') return definition && { tracker, definition, variable: tracker.bindings.variableOf(name) }
  const place = tracker.imported(definition.specifier, definition.imported)
  const found = place?.path.length === 0 ? definitionAt(place.tracker.file, place.node) : undefined
  return found === undefined || found.kind === 'import' || place === undefined
    ? { tracker, definition, variable: undefined }
    : { tracker: place.tracker, definition: found, variable: place.tracker.bindings.variableOf(place.node) }
}

/** True for an enum or a union of texts, or its alias, also as a member of a type: `'asc' | 'desc'`. */
export function isUnionOfTexts(tracker: Tracker, type: TSESTree.TypeNode, [name, ...rest]: Path = []): boolean {
  const declaration = type.type === 'TSTypeReference' ? declarationOf(tracker, type.typeName) : undefined
  const node = declaration?.definition.kind === 'type' ? declaration.definition.node : undefined
  const written = node?.type === 'TSTypeAliasDeclaration' ? node.typeAnnotation : type
  if (name !== undefined) {
    const members = node?.type === 'TSInterfaceDeclaration' ? node.body.body : written.type === 'TSTypeLiteral' ? written.members : []
    const member = members.find((one) => one.type === 'TSPropertySignature' && keyName(one) === name)
    const own = member?.type === 'TSPropertySignature' ? member.typeAnnotation?.typeAnnotation : undefined
    return own !== undefined && isUnionOfTexts(declaration?.tracker ?? tracker, own, rest)
  }
  if (declaration?.definition.kind === 'enum') return true
  return written.type === 'TSUnionType' && written.types.some((one) => one.type === 'TSLiteralType' && one.literal.type === 'Literal' && typeof one.literal.value === 'string')
}

/** True if a class validates the part at `path` so that it cannot contain SQL: `@IsIn(['a', 'b']) sort`. */
export function isCheckedByClass(tracker: Tracker, name: TSESTree.Node, path: Path): boolean {
  const declaration = declarationOf(tracker, name)
  if (declaration?.definition.kind !== 'class') return false
  return ofClass(declaration.tracker, declaration.definition.node, path, typesOf(declaration.tracker)) === 'safe'
}

function typesOf(tracker: Tracker): At {
  return (inner, way) => (inner === undefined ? 'text' : declaredAt(tracker, inner, way))
}

/** A member of a class, or of what it is made of: `extends Page`, `extends PartialType(Page)`, `extends createZodDto(schema)`. */
function ofClass(tracker: Tracker, { body, superClass }: ClassNode, path: Path, at: At, steps = 0): Declared {
  const own = classMember(body.body, path, at)
  if (own !== 'elsewhere' || superClass === null || steps > maxBases) return own
  const bases = superClass.type === 'CallExpression' ? superClass.arguments : [superClass]
  const found = bases.map((base): string => {
    const declaration = base.type === 'Identifier' ? declarationOf(tracker, base) : undefined
    return declaration?.definition.kind === 'class'
      ? ofClass(declaration.tracker, declaration.definition.node, path, typesOf(declaration.tracker), steps + 1)
      : superClass === base ? 'unknown' : schemaAllows(tracker, base, path, undefined)
  })
  return found.includes('safe') ? 'safe' : found.includes('text') ? 'text' : 'elsewhere'
}

const maxBases = 5

/** True for an enum member used as a type: `Direction.Up`. */
function enumMember(tracker: Tracker, { left }: TSESTree.TSQualifiedName): boolean {
  return declarationOf(tracker, left)?.definition.kind === 'enum'
}

function declares(members: readonly TSESTree.TypeElement[], [name]: Path): boolean {
  return members.some((member) => member.type === 'TSPropertySignature' && keyName(member) === name)
}

function memberOf(members: readonly TSESTree.TypeElement[], [name, ...rest]: Path, at: At): Declared {
  if (name === undefined) return 'text'
  for (const member of members) {
    if (member.type === 'TSPropertySignature' && keyName(member) === name) return at(member.typeAnnotation?.typeAnnotation, rest)
    if (member.type === 'TSIndexSignature') return at(member.typeAnnotation?.typeAnnotation, rest)
  }
  return 'text'
}

/** Decorators of class-validator after which a value cannot contain SQL. */
const checks = words(`
  IsInt IsNumber IsBoolean IsEnum IsIn IsUUID IsDate IsDateString IsISO8601 IsNumberString IsMongoId IsAlphanumeric
  IsAlpha Matches IsHexadecimal
`)

function classMember(members: readonly TSESTree.ClassElement[], [name, ...rest]: Path, at: At): Declared {
  for (const member of members) {
    if (member.type !== 'PropertyDefinition' || keyName(member) !== name) continue
    const checked = member.decorators.some(
      ({ expression }) =>
        expression.type === 'CallExpression' && expression.callee.type === 'Identifier' && checks.has(expression.callee.name),
    )
    return checked ? 'safe' : at(member.typeAnnotation?.typeAnnotation, rest)
  }
  return 'elsewhere'
}
