import type { SourceCode } from '@eslint/core'
import type { ScopeManager } from '@typescript-eslint/scope-manager'
import type { TSESTree } from '@typescript-eslint/utils'

import type { ExportRecord, ImportRecord, SourceFile, SourceLanguage } from '../../source/file.ts'
import type { TypeProvider } from '../../source/types.ts'

/** What typescript-eslint's parser made of a text: the same tree as ours, and the same scopes. */
export interface EslintTree {
  readonly program: TSESTree.Program
  readonly scopes: ScopeManager
}

/** The tree that ESLint has, where it is one that our rules can read: other parsers' trees differ. */
export function treeOf(sourceCode: SourceCode): EslintTree | undefined {
  if (!('parserServices' in sourceCode) || !('scopeManager' in sourceCode)) return undefined
  const { parserServices, scopeManager, ast } = sourceCode
  const isTypeScript = typeof parserServices === 'object' && parserServices !== null && 'esTreeNodeToTSNodeMap' in parserServices
  if (!isTypeScript || typeof scopeManager !== 'object' || scopeManager === null) return undefined
  // Only that parser offers this service, and these are its types.
  return { program: ast as TSESTree.Program, scopes: scopeManager as ScopeManager }
}

/**
 * Has a source read with the tree and the scopes that ESLint has built already, where it has: building them is most of the work.
 * @param own the text as we parse it: what it imports and exports is known without a tree
 */
export function readWith<Result>(tree: EslintTree | undefined, own: SourceFile, read: (source: SourceFile) => Result): Result {
  if (tree === undefined) return read(own)
  // By its types the root has no parent; ESLint gives it `null` for one.
  const root = tree.program as { parent?: null | undefined }
  const { parent } = root
  root.parent = undefined
  try {
    return read(new EslintSource(own, tree))
  } finally {
    root.parent = parent
  }
}

class EslintSource implements SourceFile {
  readonly syntaxErrors = []
  readonly program: TSESTree.Program
  readonly scopes: ScopeManager
  private readonly own: SourceFile

  constructor(own: SourceFile, { program, scopes }: EslintTree) {
    this.own = own
    this.program = program
    this.scopes = scopes
  }

  get file(): string {
    return this.own.file
  }

  get text(): string {
    return this.own.text
  }

  get language(): SourceLanguage {
    return this.own.language
  }

  get imports(): readonly ImportRecord[] {
    return this.own.imports
  }

  get exports(): readonly ExportRecord[] {
    return this.own.exports
  }

  get comments(): readonly TSESTree.Comment[] {
    return this.own.comments
  }

  get path(): string {
    return this.own.path
  }

  get types(): TypeProvider | undefined {
    return this.own.types
  }
}
