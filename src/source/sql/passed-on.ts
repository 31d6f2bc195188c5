import type { TSESTree } from '@typescript-eslint/utils'
import type { Path } from '../bindings.ts'
import { textReaders } from '../models/requests.ts'
import { isPackage } from '../models/sql-names.ts'
import { words } from '../words.ts'
import type { Tracker } from './tracker.ts'

/** Functions whose result is what they were given, in another form. */
export const passes = words(`
  String decodeURIComponent decodeURI encodeURIComponent encodeURI unescape structuredClone URL URLSearchParams Array Set JSON.parse JSON.stringify
  Object.keys Object.values Object.entries Object.fromEntries Object.assign Object.freeze Array.from Array.of Buffer.from
  Promise.resolve url.parse qs.parse querystring.parse cookie.parse jwt.decode jwtDecode jwt_decode decodeJwt
  _.get _.pick _.pickBy _.omit _.omitBy _.trim _.toString _.defaults _.defaultsDeep _.merge _.assign _.extend _.clone _.cloneDeep
`)

/** True for a call of such a function: `parse(request.url)` and `qs.parse(text)`, too, where the name alone does not say whose it is. */
export function passesOn(tracker: Tracker, callee: TSESTree.Node, name: string): boolean {
  if (passes.has(name)) return true
  const of = callee.type === 'MemberExpression' ? callee.object : callee
  const definition = of.type === 'Identifier' ? tracker.bindings.definitionOf(of) : undefined
  return definition?.kind === 'import' && isPackage(textReaders, definition.specifier)
}

/** `Object.values(x)` has the parts of `x` for items; the items of `Object.keys` and `entries` are not followed further. */
export function passedPath(name: string, path: Path): Path {
  if (name === 'Object.values') return path
  return name === 'Object.keys' || name === 'Object.entries' ? [] : path
}
