import type { TSESTree } from '@typescript-eslint/utils'
import { keyName } from '../names/bindings.ts'
import { mayCallFrom } from '../names/called.ts'
import { isFunction } from '../names/classes.ts'
import { indexFile } from '../values/declarations.ts'
import { ValueReader } from '../values/reader.ts'
import { pathOf, trimmed } from '../values/value.ts'
import type { Value } from '../values/value.ts'
import type { SourceFile } from '../syntax/file.ts'
import { functionsAround } from '../names/function-names.ts'
import { isOfProject } from '../models/lookup.ts'
import type { Range } from '../syntax/records.ts'
import { nodesOf } from '../syntax/tree.ts'
import { nameOfValue } from '../names/value-name.ts'
import { digestTables } from './may-hold-passwords.ts'
import { isPasswordName } from './names.ts'
import { cheapHashOf, digestOfParameter, fastHashOf, mayHash, mayNamePassword } from './password-hash.ts'
import { comparedPassword, isLookedUp, isQueriedByPassword, mayUsePlainPassword } from './plain-password.ts'
import { hashesNothing, isBody, isSent, mayStorePassword, parameterOf, storedIn } from './stored-password.ts'

/** A flaw in how a password is stored. */
export type PasswordFlaw = { readonly range: Range } & (
  | { readonly kind: 'fast'; readonly value: string; readonly algorithm: string }
  | { readonly kind: 'cheap'; readonly parameter: string; readonly given: number; readonly least: number }
  | { readonly kind: 'lookedUp'; readonly value: string }
  /** `model` is what stores it, if it may hash. */
  | { readonly kind: 'stored'; readonly value: string; readonly method: string; readonly model?: Value }
  | { readonly kind: 'compared'; readonly value: string; readonly operator: string }
)

/** A password that is passed to a function of another file. */
export interface PassedPassword {
  readonly to: Value
  readonly argument: number
  readonly value: string
  readonly range: Range
  /** True if it is unchanged from the request, and the calling function does no hashing. */
  readonly isPlain: boolean
}

/** What a function does with one of its parameters. */
export interface ParameterUse {
  /** The start offset of the function. */
  readonly at: number
  readonly parameter: number
  /** The algorithm, or the method that stores it. */
  readonly by: string
}

/** How a file handles passwords. Serialisable, so that it can be cached. */
export interface PasswordFacts {
  readonly flaws: readonly PasswordFlaw[]
  readonly passed: readonly PassedPassword[]
  readonly digests: readonly ParameterUse[]
  readonly stores: readonly ParameterUse[]
}

/** The facts of a file without passwords. */
const noPasswords: PasswordFacts = { flaws: [], passed: [], digests: [], stores: [] }

/** A password or a request body among the arguments of a call. */
const handing = /\w\([^()]{0,200}(?:pass|pwd|senha|clave|\.body\b|\.payload\b)/i

/** How a file stores and compares passwords, and to which functions it passes them. */
export function passwordFacts(file: SourceFile): PasswordFacts {
  const digests = mayCallFrom(file, digestTables) ? digestsOf(file) : []
  if (!mayNamePassword(file)) return digests.length === 0 ? noPasswords : { ...noPasswords, digests }
  const hashes = mayHash(file)
  const uses = mayUsePlainPassword(file)
  const stores = mayStorePassword(file)
  const hands = handing.test(file.text) && file.imports.some(({ specifier }) => isOfProject(specifier))
  if (!hashes && !uses && !stores && !hands) return digests.length === 0 ? noPasswords : { ...noPasswords, digests }
  const searches = [...(hashes ? [hashFlaws] : []), ...(uses ? [plainFlaws] : []), ...(stores ? [storeFlaws] : [])]
  return {
    flaws: withoutRepetition(searches.flatMap((flawsAt) => nodesOf(file.program).flatMap((node) => flawsAt(file, node)))),
    passed: hands ? passwordsPassed(file) : [],
    digests,
    stores: stores ? storesOf(file) : [],
  }
}

/** Leaves out weak hashes inside a lookup by password: the finding for the lookup includes them. */
function withoutRepetition(flaws: readonly PasswordFlaw[]): PasswordFlaw[] {
  const lookedUp = flaws.filter(({ kind }) => kind === 'lookedUp')
  return flaws.filter(({ kind, range }) => kind !== 'fast' || !lookedUp.some((one) => one.range[0] <= range[0] && range[1] <= one.range[1]))
}

/** Shared, because most nodes have no flaw. */
const noFlaws: readonly PasswordFlaw[] = []

function hashFlaws(file: SourceFile, node: TSESTree.Node): readonly PasswordFlaw[] {
  if (node.type !== 'CallExpression') return noFlaws
  const fast = fastHashOf(file, node)
  const cheap = cheapHashOf(file, node)
  return [
    ...(fast === undefined ? [] : [{ kind: 'fast' as const, range: node.range, value: shown(file, fast.value), algorithm: fast.algorithm }]),
    ...(cheap === undefined ? [] : [{ kind: 'cheap' as const, range: cheap.value.range, parameter: cheap.parameter, given: cheap.given, least: cheap.least }]),
  ]
}

function plainFlaws(file: SourceFile, node: TSESTree.Node): readonly PasswordFlaw[] {
  const { range } = node
  switch (node.type) {
    case 'Property':
      return isLookedUp(node) ? [{ kind: 'lookedUp', range, value: shown(file, node.value) }] : []
    case 'Literal':
      return typeof node.value === 'string' && isQueriedByPassword(node) ? [{ kind: 'lookedUp', range, value: 'password' }] : []
    case 'TemplateLiteral':
      return isQueriedByPassword(node) ? [{ kind: 'lookedUp', range, value: 'password' }] : []
    case 'BinaryExpression': {
      const compared = comparedPassword(file, node)
      return compared === undefined ? [] : [{ kind: 'compared', range, value: shown(file, compared), operator: node.operator }]
    }
    default:
      return noFlaws
  }
}

function storeFlaws(file: SourceFile, node: TSESTree.Node): readonly PasswordFlaw[] {
  const stored = storedIn(file, node)
  if (stored === undefined || !isSent(file, stored.value) || !hashesNothing(file, node)) return noFlaws
  const model = stored.model && trimmed(new ValueReader(indexFile(file.program)).read(stored.model), 1)
  return [{ kind: 'stored', range: stored.node.range, value: shown(file, stored.value), method: stored.method, ...(model && { model }) }]
}

/** Functions that store a parameter unchanged. */
function storesOf(file: SourceFile): ParameterUse[] {
  return nodesOf(file.program).flatMap((node) => {
    const stored = storedIn(file, node)
    const [owner] = stored === undefined ? [] : functionsAround(node)
    const parameter = stored && owner && parameterOf(owner, stored.value)
    if (stored === undefined || stored.model !== undefined || owner === undefined || parameter === undefined || !hashesNothing(file, node)) return []
    return [{ at: owner.range[0], parameter, by: stored.method }]
  })
}

/** Functions that compute a fast digest of a parameter, without being named as password hashes. */
function digestsOf(file: SourceFile): ParameterUse[] {
  return nodesOf(file.program).flatMap((node) => {
    const digest = isFunction(node) ? digestOfParameter(file, node) : undefined
    return digest === undefined ? [] : [{ at: node.range[0], parameter: digest.parameter, by: digest.algorithm }]
  })
}

function passwordsPassed(file: SourceFile): PassedPassword[] {
  const index = indexFile(file.program)
  const reader = new ValueReader(index)
  return index.calls.flatMap((call) =>
    (call.type === 'CallExpression' ? call.arguments : []).flatMap((given, argument): PassedPassword[] => {
      const password = passwordIn(file, given)
      if (password === undefined) return []
      const to = trimmed(reader.read(call.callee), 0)
      const { root, names } = pathOf(to)
      // What functions of packages do with a password is part of the models.
      if (root.kind === 'import' ? !isOfProject(root.specifier) : root.kind !== 'this' && root.kind !== 'new' && (root.kind !== 'parameter' || names.length === 0)) return []
      return [{ to, argument, value: shown(file, password), range: given.range, isPlain: hashesNothing(file, call) && isSent(file, password) }]
    }),
  )
}

/** The password that an argument is or contains: `password`, `{ email, password }`, `req.body`. */
function passwordIn(file: SourceFile, given: TSESTree.Node): TSESTree.Node | undefined {
  if (given.type === 'ObjectExpression')
    return given.properties.flatMap((one) => (one.type === 'Property' && isPasswordName(keyName(one)) && isPasswordName(nameOfValue(one.value)) ? [one.value] : [])).at(0)
  if (given.type === 'MemberExpression' && isBody(file, given) && /^(?:body|payload)$/.test(nameOfValue(given) ?? '')) return given
  return isPasswordName(nameOfValue(given)) ? given : undefined
}

function shown(file: SourceFile, node: TSESTree.Node): string {
  return file.text.slice(...node.range)
}
