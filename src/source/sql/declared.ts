import type { TSESTree } from '@typescript-eslint/utils'
import { keyName } from '../bindings.ts'
import type { Bindings, Path } from '../bindings.ts'
import { words } from '../words.ts'

/** What a declared type lets through into SQL text. */
export type Declared =
  /** Numbers, truth values, dates, enums, unions of literals, keys: nothing that could change a statement. */
  | 'safe'
  /** Strings, `any`, `unknown`, records. */
  | 'text'
  /** Declared in another file. */
  | 'elsewhere'

/** What is declared for the part at `path` of something of this type. */
export function declaredAt(bindings: Bindings, type: TSESTree.TypeNode, path: Path, steps = 0): Declared {
  if (steps > 20) return 'elsewhere'
  const at = (inner: TSESTree.TypeNode | undefined, way: Path): Declared =>
    inner === undefined ? 'text' : declaredAt(bindings, inner, way, steps + 1)
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
    case 'TSTupleType':
      return 'text'
    case 'TSRestType':
    case 'TSOptionalType':
      return at(type.typeAnnotation, path)
    case 'TSTypeLiteral':
      return memberOf(type.members, path, at)
    case 'TSTypeReference':
      return reference(bindings, type, path, at)
    case 'TSTypeQuery':
    case 'TSImportType':
    case 'TSIndexedAccessType':
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

type At = (inner: TSESTree.TypeNode | undefined, way: Path) => Declared

/** Types that hold another: what is asked of them is asked of what they hold. */
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
  'Nullable',
  'Maybe',
])
const lists = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable'])

function reference(bindings: Bindings, type: TSESTree.TSTypeReference, path: Path, at: At): Declared {
  const [first, second] = type.typeArguments?.params ?? []
  if (type.typeName.type === 'TSQualifiedName') return enumMember(bindings, type.typeName) ? 'safe' : 'elsewhere'
  if (type.typeName.type !== 'Identifier') return 'elsewhere'
  const { name } = type.typeName
  const definition = bindings.definitionOf(type.typeName)
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
      return path.length === 0 ? 'elsewhere' : classMember(definition.node.body.body, path, at)
    case 'type':
      if (definition.node.type === 'TSTypeAliasDeclaration') return at(definition.node.typeAnnotation, path)
      if (definition.node.type === 'TSInterfaceDeclaration') {
        const own = memberOf(definition.node.body.body, path, at)
        return own === 'text' && definition.node.extends.length > 0 && !declares(definition.node.body.body, path)
          ? 'elsewhere'
          : own
      }
      return definition.node.constraint === undefined ? 'text' : at(definition.node.constraint, path)
    default:
      return 'elsewhere'
  }
}

/** `Direction.Up`. */
function enumMember(bindings: Bindings, { left }: TSESTree.TSQualifiedName): boolean {
  return bindings.definitionOf(left)?.kind === 'enum'
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

/** Decorators of class-validator that leave nothing of SQL in a value. */
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
