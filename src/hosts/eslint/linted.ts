import type { TSESTree } from '@typescript-eslint/utils'
import type { ParsedDocument } from '../../documents/document.ts'

/** A text that ESLint lints. */
export type Linted = LintedCode | LintedContract

interface LintedText {
  /** Absolute, forward slashes. */
  readonly file: string
  /** The text in the editor, without byte order mark. */
  readonly text: string
}

/** A source file that ESLint lints. */
export interface LintedCode extends LintedText {
  readonly kind: 'code'
  /** The tree of ESLint's parser, if our rules can read it. */
  readonly tree: TSESTree.Program | undefined
}

/** A contract that ESLint lints: its entry document. */
export interface LintedContract extends LintedText {
  readonly kind: 'contract'
  readonly document: ParsedDocument
}
