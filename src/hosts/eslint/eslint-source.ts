import type { SourceCode } from '@eslint/core'
import type { TSESTree } from '@typescript-eslint/utils'

import { languageOf, pathBelow } from '../../source/syntax/file.ts'
import type { ExportRecord, ImportRecord, SourceFile, SourceHost, SourceLanguage, TypeProvider } from '../../source/syntax/file.ts'
import { importsOfTree } from '../../source/syntax/imports-of-tree.ts'
import { mayRequire, requiresOf } from '../../source/syntax/require.ts'

/** The tree that ESLint's parser built, if it is typescript-eslint's: the trees of other parsers differ from what our rules expect. */
export function treeOf(sourceCode: SourceCode): TSESTree.Program | undefined {
  if (!('parserServices' in sourceCode)) return undefined
  const { parserServices, ast } = sourceCode
  const isTypeScript = typeof parserServices === 'object' && parserServices !== null && 'esTreeNodeToTSNodeMap' in parserServices
  // Only typescript-eslint's parser offers this service, and this is the type of its trees.
  return isTypeScript ? (ast as TSESTree.Program) : undefined
}

/** A text to read, with the way to parse it by ourselves. */
export interface OwnSource extends Pick<SourceFile, 'file' | 'text'> {
  readonly host: SourceHost
  /** Parses it. Exports come from our own parser, as does what ESLint's tree lacks. */
  readonly open: () => SourceFile
}

/** Reads a source with the tree that ESLint has already built, if there is one: building it is most of the work. */
export function readWith<Result>(tree: TSESTree.Program | undefined, own: OwnSource, read: (source: SourceFile) => Result): Result {
  if (tree === undefined) return read(own.open())
  // Types and rules expect a root without parent; ESLint sets it to `null`.
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

  /** Reads from ESLint's tree the same import records that our own parser gives. */
  #read(): ImportRecord[] {
    const { program, text } = this
    const imports = importsOfTree(program, text)
    return mayRequire(text) ? [...imports, ...requiresOf(text, this.comments.map(({ range: [start, end] }) => ({ start, end })), () => program)] : imports
  }

  get #own(): SourceFile {
    return (this.#opened ??= this.#open())
  }
}
