import type { DeclaredFunction, InferredType, Range, SourceFile, TypeProvider } from '../../source/syntax/file.ts'
import { openTypes } from '../../source/type-provider.ts'

/** Types for code that changes. Sources hold on to this provider, which opens a new one after `forget`. */
export class TypesOnDemand implements TypeProvider {
  readonly #open: () => TypeProvider
  #opened: TypeProvider | undefined

  /** @param options those of {@link openTypes} */
  constructor(...options: Parameters<typeof openTypes>) {
    this.#open = () => openTypes(...options)
  }

  /** Drops everything that was read. */
  forget(): void {
    this.#opened = undefined
  }

  typeOf(file: SourceFile, range: Range): InferredType | undefined {
    return (this.#opened ??= this.#open()).typeOf(file, range)
  }

  functionCalledAt(file: SourceFile, range: Range): DeclaredFunction | undefined {
    return (this.#opened ??= this.#open()).functionCalledAt(file, range)
  }
}
