import type { TSESTree } from '@typescript-eslint/utils'
import { callsOf } from '../names/calls.ts'
import { functionsAround, nameOfFunction } from '../names/function-names.ts'
import { isFunction } from '../names/classes.ts'
import { nameOfValue } from '../names/value-name.ts'
import { keyName } from '../names/bindings.ts'
import type { SourceFile } from '../syntax/file.ts'

/** Names of values that let their holder in. */
const lettingIn =
  /(?:token|secret|passw(?:or)?d|passcode|passphrase|otp|(?:api|access|secret|private|licen[sc]e)_?key|session_?(?:id|key)|(?:reset|verif\w*|confirm\w*|activat\w*|auth\w*|login|recover\w*|invit\w*|access|security|one_?time|backup|2fa|mfa)_?(?:code|pin|link)|(?<!c)nonce|\bpin|pin_?code)s?(?:(?:For|By|From)[A-Z]\w*|_?(?:string|value))?$/i
/** Names that say nothing, in functions whose name does. */
const neutral = /^(?:res(?:ult)?|str(?:ing)?|te?xt|out(?:put)?|code|id|val(?:ue)?|ret|chars?|digits|\w*random\w*|[a-z])$/i
/** Functions that make another form of what they are given. */
const converting = /^(?:String|Number|parseInt|btoa|Buffer\.from|Math\.\w+|md5|sha1|sha256|hash\w*|Array\.from|\w+\.(?:charAt|concat|at|update|digest|encode|push))$|\.(?:update|concat)$/
const secure = /randomBytes|randomUUID|getRandomValues|randomInt|nanoid|Hmac|sign\(|\buuid(?:v4)?\(/
const asText = /toString|join\(|\+=|`|String\(|floor|digest|\['"`]|\+ ?['"`]|['"`] ?\+/

/**
 * The name of the secret that becomes of a predictable value; nothing if it becomes something else.
 * @param isText it is the text already
 */
export function secretMadeOf(file: SourceFile, node: TSESTree.Node, isText = false): string | undefined {
  let at = node
  for (let { parent } = at; parent !== undefined; { parent } = at) {
    const text = file.text.slice(...parent.range)
    const isReturned = parent.type === 'ReturnStatement' || isFunction(parent)
    const name = isReturned ? '' : nameHeld(parent)
    if (name !== undefined) {
      const [around] = functionsAround(at)
      if (isReturned && around?.parent.type === 'CallExpression') {
        // `list.map(() => …)`
        at = around.parent
        continue
      }
      if (!isText && (secure.test(text) || !asText.test(text))) return undefined
      const owner = around === undefined ? '' : nameOfFunction(around)
      const own = [name, ...(name === '' || neutral.test(name) ? [owner] : [])].find((one) => lettingIn.test(one))
      const isPassedOn = own === undefined && !isText && owner !== '' && (name === '' || neutral.test(name))
      return isPassedOn ? callsOf(file).named(owner).flatMap((site) => secretMadeOf(file, site, true) ?? [])[0] : own
    }
    const isGiven = parent.type === 'CallExpression' && parent.callee !== at && !converting.test(file.text.slice(...parent.callee.range))
    if (isGiven || !/Expression$|Literal|Element/.test(parent.type) || (parent.type === 'BinaryExpression' && /[=<>]/.test(parent.operator))) return undefined
    at = parent
  }
  return undefined
}

/** The name of what a value is put into. */
function nameHeld(node: TSESTree.Node): string | undefined {
  switch (node.type) {
    case 'VariableDeclarator':
      return nameOfValue(node.id)
    case 'AssignmentExpression':
      return nameOfValue(node.left)
    case 'Property':
    case 'PropertyDefinition':
      return keyName(node)
    default:
      return undefined
  }
}
