import type { TSESTree } from '@typescript-eslint/utils'
import { propertyIn } from '../names/links.ts'
import { keyName, memberName } from '../names/bindings.ts'
import type { SourceFile } from '../syntax/file.ts'
import { nodesOf } from '../syntax/tree.ts'

const login =
  /\b(?:\w{0,30}log_?in(?:_?(?:user|with\w{0,30}))?|sign_?(?:in|up)\w{0,30}|register(?:_?(?:user|account))?|authenticate\w{0,30}|token_?(?:auth|create)|forgot_?password|(?:request_?)?reset_?password\w{0,20}|verify_?(?:otp|code)\w{0,20})\b/i
const whole = new RegExp(`^(?:${login.source})$`, 'i')
const described = /\btype\s{1,9}Mutation\b[^{}]{0,200}\{([^}]*)\}/g
const holder = /mutations?$/i

/** The GraphQL mutations for signing in or up, by their names in the schema. */
export function loginMutations({ text, program }: SourceFile): readonly string[] {
  if (!/mutation/i.test(text) || !login.test(text)) return []
  return nodesOf(program).flatMap((node) => namesIn(node)).filter((name) => whole.test(name))
}

function namesIn(node: TSESTree.Node): readonly string[] {
  switch (node.type) {
    // `Mutation: { login: … }`, `const userMutations = { login }`
    case 'Property': {
      const { parent } = node.parent
      const name = parent?.type === 'Property' ? keyName(parent) : parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : undefined
      return name !== undefined && holder.test(name) ? [keyName(node) ?? ''] : []
    }
    // `@Mutation(() => Token) login()` of Nest and type-graphql
    case 'MethodDefinition':
      return node.decorators.some(({ expression }) => nameOf(expression.type === 'CallExpression' ? expression.callee : expression) === 'Mutation') ? [keyName(node) ?? ''] : []
    // `builder.mutationField('login', …)`, `builder.mutationType({ fields: (t) => ({ login: … }) })`
    case 'CallExpression': {
      const [first] = node.arguments
      const called = node.callee.type === 'MemberExpression' ? memberName(node.callee) : nameOf(node.callee)
      if (called === 'mutationType' || called === 'mutationFields') return fieldsOf(first)
      return called === 'mutationField' && first?.type === 'Literal' ? [String(first.value)] : []
    }
    case 'TemplateElement':
      return [...node.value.raw.matchAll(described)].flatMap(([, fields = '']) => [...fields.matchAll(/\b(\w+)\s?[(:]/g)].map(([, name = '']) => name))
    default:
      return []
  }
}

/** The fields that a function returns, or that of the option `fields`. */
function fieldsOf(given: TSESTree.Node | undefined): readonly string[] {
  if (given?.type === 'ObjectExpression') return fieldsOf(propertyIn(given, 'fields'))
  const made = given?.type === 'ArrowFunctionExpression' && given.body.type === 'ObjectExpression' ? given.body.properties : []
  return made.flatMap((property) => (property.type === 'Property' ? [keyName(property) ?? ''] : []))
}

function nameOf(node: TSESTree.Node): string | undefined {
  return node.type === 'Identifier' ? node.name : undefined
}
