import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf } from '../names/bindings.ts'
import { isConstant } from '../sql/keys.ts'
import { followed } from '../sql/followed.ts'
import type { SourceFile } from '../syntax/file.ts'

const keyed = /createHmac\(|Hmac[A-Z]\w*\(|\.hmac\(/
const settings = /\b(?:env|ENV|[cC]onfig\w*|settings|secrets)\b/
const secretName = /(?:secret|token|passw(?:or)?d|(?:api|auth|access|admin|master|signing|webhook|internal|service|shared)_?key)['"`)!}]*$/im
const meantForAll = /PUBLIC|VITE_|REACT_APP|\.length|^typeof/
const signature = /signature|\bsig$|hmac|digest|expected|computed/i
const requested = /\b(?:req|request|ctx|c|event|headers?|query|params|body|searchParams|cookies|authorization)\b/

/** A cheap check: false if nothing in the text can be such a comparison. */
export function mayCompareSecrets({ text, language }: Pick<SourceFile, 'text' | 'language'>): boolean {
  return !language.endsWith('sx') && (keyed.test(text) || (settings.test(text) && /[!=]==? ?[^\n]{0,80}(?:secret|token|passw|key)|(?:secret|token|passw|key)[^\n]{0,20} [!=]==? /i.test(text)))
}

/** What a comparison reveals bit by bit, by its duration: a signature that was computed with a key, or a secret of the configuration. */
export function leakedBy(file: SourceFile, sides: readonly TSESTree.Node[]): 'signature' | 'secret' | undefined {
  const written = sides.map((side) => file.text.slice(...side.range))
  if (sides.some(isConstant) || written.some((text) => meantForAll.test(text))) return undefined
  const made = sides.map((side) => madeOf(file, side))
  const isSigned = made.some((text) => /createHmac\([^]*digest/.test(text)) || (keyed.test(file.text) && written.every((text) => anySignature.test(text)) && written.some((text) => signature.test(text)))
  if (isSigned) return 'signature'
  const isKept = made.map((text, index) => settings.test(text) && secretName.test(`${text}\n${written[index] ?? ''}`))
  return isKept.some((kept, index) => kept && isKept[1 - index] === false && (requested.test(made[1 - index] ?? '') || secretName.test(written[1 - index] ?? ''))) ? 'secret' : undefined
}

const anySignature = /signature|\bsig$|hmac|digest|hash|expected|computed|calculated|checksum|mac$|header/i

/** The source of a value, of whichever parts it is made. */
function madeOf(file: SourceFile, node: TSESTree.Node): string {
  const value = followed(file, node)
  const definition = bindingsOf(file).definitionOf(value.type === 'CallExpression' ? value.callee : value)
  const made = definition?.kind === 'variable' ? definition.init : definition?.kind === 'function' ? definition.node : undefined
  const text = file.text.slice(...(made ?? value).range)
  return definition?.kind === 'import' && /^[A-Z_]+$/.test(text) ? `config.${text}` : text
}
