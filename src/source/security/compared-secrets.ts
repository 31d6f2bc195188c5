import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { bindingsOf } from '../names/bindings.ts'
import { isConstant } from '../sql/keys.ts'
import { followed } from '../sql/followed.ts'
import type { SourceFile } from '../syntax/file.ts'
import { keyed, settings } from './may-compare-secrets.ts'

const secretName = /(?:secret|token|passw(?:or)?d|(?:api|auth|access|admin|hook|internal|shared)_?key)['"`)!}]*$/im
/** A header that is made of a secret which the program was given: `Bearer ${token}`, `'Bearer ' + this.options.apiKey`. */
const madeHeader = /^[`'"]Bearer (?:\$\{|['"] ?\+ ?)(?:this\.)?(?:config|options|opts|settings|deps)?\.?\w{0,40}(?:[tT]oken|[sS]ecret|[kK]ey)\}?`?$/
const meantForAll = /PUBLIC|VITE_|\.length|^typeof/
const requested = /\b(?:req|request|ctx|c|event|headers?|query|params|body|searchParams|authorization)\b/
const anySignature = /signature|\bsig$|hmac|digest|hash|expected|computed|calculated|checksum|mac$|header/i

/** Whether a file computes signatures. Its text is searched once, and not for every comparison. */
const signs = memoize(({ text }: SourceFile) => keyed.test(text))

/** True if the duration of a comparison reveals a signature that was computed with a key, or a secret of the configuration, bit by bit. */
export function isLeaky(file: SourceFile, sides: readonly TSESTree.Node[]): boolean {
  // Most comparisons are with constants, which is cheaper to see than where a value comes from.
  if (sides.some((side) => isConstant(side) || meantForAll.test(file.text.slice(...side.range)))) return false
  const parts = sides.map((side) => ({ written: file.text.slice(...side.range), made: madeOf(file, side) }))
  if (parts.some(({ made }) => /createHmac\([^]*digest/.test(made))) return true
  if (signs(file) && parts.every(({ written, made }) => anySignature.test(written) && !made.includes('createHash(')) && parts.some(({ written }) => /signature|\bsig$|hmac|digest|expected|computed/i.test(written)))
    return true
  if (parts.some((part) => madeHeader.test(part.written) && parts.some((other) => other !== part && requested.test(other.made)))) return true
  const [kept, ...others] = parts.filter(({ made, written }) => settings.test(made) && secretName.test(`${made}\n${written}`))
  return kept !== undefined && others.length === 0 && parts.some((part) => part !== kept && (requested.test(part.made) || secretName.test(part.written)))
}

/** The source of a value, of whichever parts it is made. */
function madeOf(file: SourceFile, node: TSESTree.Node): string {
  const value = followed(file, node)
  const definition = bindingsOf(file).definitionOf(value.type === 'CallExpression' ? value.callee : value)
  const made = definition?.kind === 'variable' ? definition.init : definition?.kind === 'function' ? definition.node : undefined
  const text = file.text.slice(...(made ?? value).range)
  return definition?.kind === 'import' && /^[A-Z_]+$/.test(text) ? `config.${text}` : text
}
