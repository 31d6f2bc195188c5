import type { Range, SourceFile } from './file.ts'

/**
 * Answers about single nodes that imports and annotations of one file cannot settle. Asking may cost half a second the
 * first time: ask last, and only where a finding depends on the answer.
 */
export interface TypeProvider {
  /** The type of the expression at a range; nothing where TypeScript does not know either. */
  typeOf(file: SourceFile, range: Range): InferredType | undefined
  /** The function that a call at a range runs, by the range of its declaration; nothing where that is not certain. */
  functionCalledAt(file: SourceFile, range: Range): DeclaredFunction | undefined
}

export interface InferredType {
  /** As TypeScript writes it. */
  readonly text: string
  /** True for numbers, truth values, dates, enums and unions of literals: types that hold no free text. */
  readonly bounded: boolean
}

export interface DeclaredFunction {
  readonly file: SourceFile
  /** From the first character of the function, method or interface member to its last. */
  readonly range: Range
}
