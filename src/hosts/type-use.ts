import { elapsed } from './clock.ts'
import type { DeclaredFunction, InferredType, Range, SourceFile, TypeProvider } from '../source/syntax/file.ts'

/** Counts how often types are asked for in a run, and the time it takes. */
export class TypeUse {
  /** The number of expressions and calls whose types imports and annotations did not reveal. */
  asked = 0
  milliseconds = 0

  /** The same provider, with every request counted. */
  counting(types: TypeProvider): TypeProvider {
    const count = <Answer>(ask: () => Answer): Answer => {
      const started = elapsed()
      const answer = ask()
      this.asked++
      this.milliseconds += elapsed() - started
      return answer
    }
    return {
      typeOf: (file: SourceFile, range: Range): InferredType | undefined => count(() => types.typeOf(file, range)),
      functionCalledAt: (file: SourceFile, range: Range): DeclaredFunction | undefined => count(() => types.functionCalledAt(file, range)),
    }
  }
}

/** How often types were asked for so far; 0 without types. */
export function askedOf(types: TypeUse | false): number {
  return types === false ? 0 : types.asked
}
