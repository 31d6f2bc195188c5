import type { DeclaredFunction, InferredType, Range, SourceFile, TypeProvider } from '../source/syntax/file.ts'

/** How much types were asked for in a run. */
export class TypeUse {
  /** Expressions and calls that imports and annotations left open. */
  asked = 0
  milliseconds = 0

  /** The same answers, counted. */
  counting(types: TypeProvider): TypeProvider {
    const count = <Answer>(ask: () => Answer): Answer => {
      const started = performance.now()
      const answer = ask()
      this.asked++
      this.milliseconds += performance.now() - started
      return answer
    }
    return {
      typeOf: (file: SourceFile, range: Range): InferredType | undefined => count(() => types.typeOf(file, range)),
      functionCalledAt: (file: SourceFile, range: Range): DeclaredFunction | undefined => count(() => types.functionCalledAt(file, range)),
    }
  }
}
