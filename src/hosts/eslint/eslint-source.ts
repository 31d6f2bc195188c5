import type { SourceCode } from '@eslint/core'
import type { TSESTree } from '@typescript-eslint/utils'

import { languageOf, pathBelow } from '../../source/syntax/file.ts'
import type { ExportRecord, ImportRecord, SourceFile, SourceHost, SourceLanguage, TypeProvider } from '../../source/syntax/file.ts'
import { importsOfTree } from '../../source/syntax/imports-of-tree.ts'
import { mayRequire, requiresOf } from '../../source/syntax/require.ts'

/** The tree that ESLint has, where it is one that our rules can read: other parsers' trees differ. */
export function treeOf(sourceCode: SourceCode): TSESTree.Program | undefined {
  if (!('parserServices' in sourceCode)) return undefined
  const { parserServices, ast } = sourceCode
  const isTypeScript = typeof parserServices === 'object' && parserServices !== null && 'esTreeNodeToTSNodeMap' in parserServices
  // Only that parser offers this service, and this is its type.
  return isTypeScript ? (ast as TSESTree.Program) : undefined
}

/** A text as we have it. */
export interface OwnSource extends Pick<SourceFile, 'file' | 'text'> {
  readonly host: SourceHost
  /** Parses it: to know what it imports and exports takes no tree, but a parser. */
  readonly open: () => SourceFile
}

/** Has a source read with the tree that ESLint has built already, where it has: building it is most of the work. */
export function readWith<Result>(tree: TSESTree.Program | undefined, own: OwnSource, read: (source: SourceFile) => Result): Result {
  if (tree === undefined) return read(own.open())
  // By its types the root has no parent; ESLint gives it `null` for one.
  const root = tree as { parent?: null | undefined }
  const { parent } = root
  root.parent = undefined
  try {
    return read(new EslintSource(own, tree))
  } finally {
    root.parent = parent
  }
}

class EslintSource implements SourceFile {
  readonly file: string
  readonly text: string
  readonly path: string
  readonly language: SourceLanguage
  readonly types: TypeProvider | undefined
  readonly syntaxErrors = []
  readonly program: TSESTree.Program
  readonly #open: () => SourceFile
  #opened: SourceFile | undefined
  #taken: readonly ImportRecord[] | undefined

  constructor({ file, text, host, open }: OwnSource, program: TSESTree.Program) {
    this.file = file
    this.text = text
    this.path = pathBelow(host.root, file)
    this.language = languageOf(file)
    this.types = host.types
    this.program = program
    this.#open = open
  }

  get imports(): readonly ImportRecord[] {
    return (this.#taken ??= this.language === 'dts' ? this.#own.imports : this.#read())
  }

  get exports(): readonly ExportRecord[] {
    return this.#own.exports
  }

  get comments(): readonly TSESTree.Comment[] {
    return this.program.comments ?? this.#own.comments
  }

  /** As a parser's records have them, from the tree that is there. */
  #read(): ImportRecord[] {
    const { program, text } = this
    const imports = importsOfTree(program, text)
    return mayRequire(text) ? [...imports, ...requiresOf(text, this.comments.map(({ range: [start, end] }) => ({ start, end })), () => program)] : imports
  }

  get #own(): SourceFile {
    return (this.#opened ??= this.#open())
  }
}
