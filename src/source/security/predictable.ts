import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf } from '../names/bindings.ts'
import { callsOf } from '../names/calls.ts'
import { isFunction } from '../names/classes.ts'
import { functionsAround, nameHeldBy, nameOfFunction } from '../names/function-names.ts'
import type { SourceFile } from '../syntax/file.ts'

/** Names of values that let their holder in. */
const lettingIn =
  /(?:token|secret|passw(?:or)?d|otp|(?:api|access)_?key|session_?id|(?:reset|verif\w*|confirm\w*|activat\w*|auth|login|recover\w*|invit\w*|access)_?code|(?<!c)nonce|\bpin)s?(?:For[A-Z]\w*)?$/i
/** Names that say nothing, in functions whose name does. */
const neutral = /^(?:res(?:ult)?|str(?:ing)?|text|code|id|value|\w*random\w*|\w?)$/i
/** Functions that make another form of what they are given. */
const converting = /^(?:String|md5|sha\d+|\w*[hH]ash|Math\.\w+|Buffer\.from)$|\.(?:charAt|concat|update)$/
const secure = /randomBytes|randomUUID|Values|nanoid|Hmac|sign\(|uuid/
const asText = /String|join|\+=|`|(?<!\[Math\.)floor|digest|md5|sha\d|['"] ?\+/

/**
 * The name of the secret that becomes of a predictable value; nothing if it becomes something else.
 * @param isText it is the text already
 */
export function secretMadeOf(file: SourceFile, node: TSESTree.Node, isText = false): string | undefined {
  let at = node
  for (let { parent } = at; parent !== undefined; { parent } = at) {
    const isReturned = parent.type === 'ReturnStatement' || isFunction(parent)
    const name = isReturned ? '' : /^(?:VariableDeclarator|AssignmentExpression|Property)/.test(parent.type) ? nameHeldBy(parent) : undefined
    const isGiven = parent.type === 'CallExpression' && parent.callee !== at && !converting.test(file.text.slice(...parent.callee.range))
    if (name !== undefined) {
      const [around] = functionsAround(at)
      if (!isReturned || around?.parent.type !== 'CallExpression') {
        const text = file.text.slice(...parent.range)
        if (!isText && (secure.test(text) || !asText.test(text))) return undefined
        const owner = around !== undefined && neutral.test(name) ? nameOfFunction(around) : ''
        const own = [name, owner, ...(neutral.test(name) ? namesGivenTo(file, parent) : [])].find((one) => lettingIn.test(one))
        // A code in `login()` or `verifyEmail()`, or in the handler of `/reset`.
        const path = around?.parent.type === 'CallExpression' ? around.parent.arguments[0] : undefined
        const task = owner || (path?.type === 'Literal' ? String(path.value) : '')
        if (own === undefined && name === 'code' && /log_?in|sign_?in|verif|reset|forgot|confirm|factor|[2m]fa/i.test(task)) return name
        return own ?? (isText || owner === '' ? [] : callsOf(file).named(owner)).flatMap((site) => secretMadeOf(file, site, true) ?? [])[0]
      }
      // `list.map(() => …)`
      at = around.parent
    } else if (isGiven || !/Expression$|Literal|Element/.test(parent.type) || (parent.type === 'BinaryExpression' && /[=<>]/.test(parent.operator))) return undefined
    else at = parent
  }
  return undefined
}

/** The names under which a variable is stored or sent: `otp` for `code` in `save({ otp: code })` and `user.otp = code`. */
function namesGivenTo(file: SourceFile, declarator: TSESTree.Node): string[] {
  const variable = declarator.type === 'VariableDeclarator' ? bindingsOf(file).variableOf(declarator.id) : undefined
  return (variable?.references ?? []).flatMap(({ identifier: { parent } }) => (/^(?:Property|AssignmentExpression)$/.test(parent.type) ? nameHeldBy(parent) : []))
}
