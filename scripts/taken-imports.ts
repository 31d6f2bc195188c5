import type { TSESTree } from '@typescript-eslint/utils'

import { applyChanges } from '../src/core/changes.ts'
import type { TextChange } from '../src/core/changes.ts'
import { Scopes } from '../src/source/names/scopes.ts'
import { parseSourceSync } from '../src/source/syntax/parsed-file.ts'

/** What a name of one or two letters, with a comma or a colon, takes in a declaration. In characters. */
const declared = 5
/** A minified reference to another chunk: `ab.`. In characters. */
const reference = 3

/**
 * Lets a built chunk take what it uses often of another one out of it, once: `const { a: one } = other` and `one()` where the bundler writes `other.a()`
 * each time. Nothing that chunks export changes later, and they do not import each other in circles. That is 7 kB less.
 */
export function takeImports(script: string): string {
  const { program } = parseSourceSync('/script.cjs', script)
  const scopes = new Scopes(program)
  const edits: TextChange[] = []
  let count = 0
  for (const { id, init, range } of program.body.flatMap((statement) => (statement.type === 'VariableDeclaration' ? statement.declarations : []))) {
    if (id.type !== 'Identifier' || !isChunk(init)) continue
    const uses = new Map<string, TSESTree.MemberExpression[]>()
    for (const { identifier } of scopes.topLevel(id.name)?.references ?? []) {
      const { parent } = identifier
      if (parent.type !== 'MemberExpression' || parent.object !== identifier || parent.computed || parent.property.type !== 'Identifier') continue
      uses.set(parent.property.name, [...(uses.get(parent.property.name) ?? []), parent])
    }
    const taken = [...uses].filter(([name, places]) => places.length * (reference + name.length - 2) > name.length + declared)
    if (taken.length === 0) continue
    const names = taken.map(([name, places]) => {
      const own = `taken_${count++}`
      for (const { range: [start, end] } of places) edits.push({ start, end, text: own })
      return `${name}: ${own}`
    })
    edits.push({ start: range[1], end: range[1], text: `, { ${names.join(', ')} } = ${id.name}` })
  }
  return applyChanges(script, edits.sort((a, b) => a.start - b.start))
}

function isChunk(node: TSESTree.Expression | null): boolean {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require') return false
  const [file] = node.arguments
  const text = file?.type === 'Literal' ? file.value : file?.type === 'TemplateLiteral' ? file.quasis[0]?.value.cooked : undefined
  return /^\.\/[\w.-]+\.cjs$/.test(String(text))
}
