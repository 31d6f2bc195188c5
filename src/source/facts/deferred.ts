import type { SourceFile } from '../syntax/file.ts'
import { indexFile } from '../values/declarations.ts'

/** Offsets of `require` calls inside functions, which only load the module when the function runs. */
export function deferredRequires(source: SourceFile | undefined): number[] {
  if (source === undefined) return []
  const { functions } = indexFile(source.program)
  return source.imports.flatMap(({ kind, range: [offset] }) => {
    const isWithin = functions.some(({ range, parent }) => {
      const isCalledAtOnce = parent.type === 'CallExpression' && parent.callee.range[0] === range[0]
      return range[0] < offset && offset < range[1] && !isCalledAtOnce
    })
    return kind === 'require' && isWithin ? [offset] : []
  })
}
