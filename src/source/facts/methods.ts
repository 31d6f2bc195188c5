import type { TSESTree } from '@typescript-eslint/utils'
import { keyName } from '../names/bindings.ts'
import { isFunction, returnedBy } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { indexFile } from '../values/declarations.ts'
import { methodNamed } from '../values/members.ts'
import { ValueReader } from '../values/reader.ts'

/** A class that may have instances, with the names of what it extends and implements. */
export interface ImplementerFact {
  readonly at: number
  readonly bases: readonly string[]
}

export function implementers(file: SourceFile): ImplementerFact[] {
  // Asked of every file that imports an interface, most of which have no class: those need not be parsed.
  if (!/\bclass\b[^{]{0,200}\b(?:implements|extends)\b/.test(file.text)) return []
  return indexFile(file.program).classes.flatMap(({ abstract: isAbstract, superClass, implements: ports, range: [at] }) => {
    const bases = [superClass, ...ports.map(({ expression }) => expression)].flatMap((base) => (base?.type === 'Identifier' ? base.name : []))
    return isAbstract || bases.length === 0 ? [] : { at, bases }
  })
}

/** Start offsets of the methods of classes and of the objects that functions return, by `<start of the class or function>.<name>`. */
export function methodsOf({ program }: SourceFile): { readonly [key: string]: number } {
  const index = indexFile(program)
  const reader = new ValueReader(index)
  const returned = index.functions.flatMap((made): [string, number][] => {
    const objects = isFunction(made) ? returnedBy(made) : []
    const assigned = made.parent.type === 'AssignmentExpression' ? methodNamed(made) : undefined
    if (assigned !== undefined) return [[`${assigned.of}.${assigned.name}`, made.range[0]]]
    return objects.flatMap((node) => (node.type === 'ObjectExpression' ? node.properties : [])).flatMap((property): [string, number][] => {
      const value = property.type === 'Property' ? reader.read(property.value) : undefined
      return value?.kind === 'function' && property.type === 'Property' ? [[`${made.range[0]}.${keyName(property)}`, value.at]] : []
    })
  })
  return Object.fromEntries([...index.classes.flatMap(ofClass), ...returned])
}

function ofClass({ range, body }: TSESTree.ClassDeclaration | TSESTree.ClassExpression): [string, number][] {
  return body.body.flatMap((member): [string, number][] => {
    if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') return []
    const name = keyName(member)
    return name === undefined || member.value === null ? [] : [[`${range[0]}.${name}`, member.value.range[0]]]
  })
}
