import type { TSESTree } from '@typescript-eslint/utils'

/** True for an interface or alias of this file, and for what `import type` takes. */
function isOnlyType(name: string, text: string): boolean {
  return new RegExp(`\\b(?:(?:interface|type) ${name}\\b|import type \\{[^{}]{0,300}\\b${name}\\b)`).test(text) && !text.includes(`class ${name}`)
}

/** True for types that do not exist at run time. */
export function isErasedType(type: TSESTree.TypeNode | undefined, text: string): boolean {
  switch (type?.type) {
    case undefined:
    case 'TSAnyKeyword':
    case 'TSUnknownKeyword':
    case 'TSObjectKeyword':
    case 'TSTypeLiteral':
      return true
    case 'TSTypeReference':
      return type.typeName.type === 'Identifier' && (/^(?:Record|Partial|Omit|Pick|Object)$/.test(type.typeName.name) || isOnlyType(type.typeName.name, text))
    default:
      return false
  }
}
