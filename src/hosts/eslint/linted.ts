import type { TSESTree } from '@typescript-eslint/utils'
import type { ParsedDocument } from '../../documents/document.ts'

/** A text that ESLint lints. */
export type Linted = LintedCode | LintedContract

interface LintedText {
  /** Absolute, forward slashes. */
  readonly file: string
  /** As the editor has it, without byte order mark. */
  readonly text: string
}

export interface LintedCode extends LintedText {
  readonly kind: 'code'
  /** What ESLint's parser made of it, where our rules can read that. */
  readonly tree: TSESTree.Program | undefined
}

export interface LintedContract extends LintedText {
  readonly kind: 'contract'
  readonly document: ParsedDocument
}
