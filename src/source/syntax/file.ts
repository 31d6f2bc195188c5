import type { TSESTree } from '@typescript-eslint/utils'
import type { ExportRecord, ImportRecord, Range } from './records.ts'

export type { ExportRecord, ImportRecord, ImportedName, Range } from './records.ts'

/** What a file contains, by its name; `dts` for declaration files. */
export type SourceLanguage = 'ts' | 'tsx' | 'js' | 'jsx' | 'dts'

/** Something the parser could not read. */
export interface SourceSyntaxError {
  readonly message: string
  readonly range: Range
}

/** A file of TypeScript or JavaScript. Everything that is not in the text itself is computed on first use. */
export interface SourceFile {
  /** Absolute path, forward slashes. */
  readonly file: string
  readonly text: string
  readonly language: SourceLanguage
  /** The imports, without building the tree: static ones, re-exports, dynamic ones, then `require`. */
  readonly imports: readonly ImportRecord[]
  /** The ESM exports, without building the tree. */
  readonly exports: readonly ExportRecord[]
  /** If there are any, the tree may be incomplete or empty. */
  readonly syntaxErrors: readonly SourceSyntaxError[]
  readonly comments: readonly TSESTree.Comment[]
  /** The tree, with `parent` and `range` on every node. It is expensive to build: do not touch it for files that cannot matter. */
  readonly program: TSESTree.Program
  /** The path below the project's root, by which tests and migrations are recognised; the absolute path if no root is known. */
  readonly path: string
  /** The types of the program; nothing if the host does not offer them. */
  readonly types: TypeProvider | undefined
}

/**
 * The TypeScript compiler's answers on single nodes, for what imports and annotations of one file cannot settle. The first call may take
 * half a second: ask last, and only if a finding depends on the answer.
 */
export interface TypeProvider {
  /** The type of the expression at a range; nothing if TypeScript does not know it. */
  typeOf(file: SourceFile, range: Range): InferredType | undefined
  /** The function that a call at a range runs, by the range of its declaration; nothing if that is not certain. */
  functionCalledAt(file: SourceFile, range: Range): DeclaredFunction | undefined
}

/** The type of an expression. */
export interface InferredType {
  /** True for numbers, booleans, dates, enums and unions of literals: types whose values are no arbitrary text. */
  readonly bounded: boolean
}

/** The declaration of a function. */
export interface DeclaredFunction {
  readonly file: SourceFile
  /** From the first character of the function, method or interface member to its last. */
  readonly range: Range
}

/** What a host knows about the project that a file belongs to. */
export interface SourceHost {
  /** Absolute, forward slashes. */
  readonly root?: string
  readonly types?: TypeProvider
}

/** The path of a file below the project's root; the absolute path if no root is known or the file is elsewhere. */
export function pathBelow(root: string | undefined, file: string): string {
  return root !== undefined && file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file
}

/** The language by the file's name. Files ending in `.js` are parsed with JSX too. */
export function languageOf(file: string): SourceLanguage {
  if (/\.d\.[cm]?ts$/.test(file)) return 'dts'
  if (/\.[cm]?ts$/.test(file)) return 'ts'
  if (file.endsWith('.tsx')) return 'tsx'
  return file.endsWith('.jsx') ? 'jsx' : 'js'
}
