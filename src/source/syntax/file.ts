import type { TSESTree } from '@typescript-eslint/utils'
import type { ExportRecord, ImportRecord, Range } from './records.ts'

export type { ExportRecord, ImportRecord, ImportedName, Range } from './records.ts'

export type SourceLanguage = 'ts' | 'tsx' | 'js' | 'jsx' | 'dts'

/** Something the parser could not read. */
export interface SourceSyntaxError {
  readonly message: string
  readonly range: Range
}

/** A file of TypeScript or JavaScript. Everything but the text is worked out when first asked for. */
export interface SourceFile {
  /** Absolute path, forward slashes. */
  readonly file: string
  readonly text: string
  readonly language: SourceLanguage
  /** What the file takes from other modules; known without the tree. In the order: static, re-exports, dynamic, require. */
  readonly imports: readonly ImportRecord[]
  /** ESM exports; known without the tree. */
  readonly exports: readonly ExportRecord[]
  /** Where these are not empty the tree may be empty too. */
  readonly syntaxErrors: readonly SourceSyntaxError[]
  readonly comments: readonly TSESTree.Comment[]
  /** The tree, with parents. Building it is the expensive part: do not touch it for files that cannot matter. */
  readonly program: TSESTree.Program
  /** The path below the project's root, by which tests and migrations are told; the whole path where no root is known. */
  readonly path: string
  /** Who answers what the file alone does not say; nothing where no host offers it. */
  readonly types: TypeProvider | undefined
}

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

/** What TypeScript makes of an expression. */
export interface InferredType {
  /** True for numbers, truth values, dates, enums and unions of literals: types that hold no free text. */
  readonly bounded: boolean
}

/** Where a function is declared. */
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

/** The path of a file below the project's root; the whole path where no root is known or the file is elsewhere. */
export function pathBelow(root: string | undefined, file: string): string {
  return root !== undefined && file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file
}

/** The language by the file's name; plain JavaScript may hold JSX. */
export function languageOf(file: string): SourceLanguage {
  if (/\.d\.[cm]?ts$/.test(file)) return 'dts'
  if (/\.[cm]?ts$/.test(file)) return 'ts'
  if (file.endsWith('.tsx')) return 'tsx'
  return file.endsWith('.jsx') ? 'jsx' : 'js'
}
