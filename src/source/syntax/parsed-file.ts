import type { TSESTree } from '@typescript-eslint/utils'
import type { ParseResult, ParserOptions } from 'oxc-parser'
import { nestsTooDeeply } from './depth.ts'
import { languageOf, pathBelow } from './file.ts'
import type { SourceFile, SourceHost, SourceLanguage, SourceSyntaxError, TypeProvider } from './file.ts'
import { loadParser } from './parser.ts'
import { exportsOfRecord, importsOfRecord } from './records.ts'
import type { ExportRecord, ImportRecord } from './records.ts'
import { mayRequire, requiresOf } from './require.ts'
import { finishTree } from './tree.ts'

/** Parses on one of the parser's own threads. Never rejects for what is in the text: see `syntaxErrors`. */
export async function parseSource(file: string, text: string, host: SourceHost = {}): Promise<SourceFile> {
  const { parse } = loadParser()
  const language = languageOf(file)
  if (nestsTooDeeply(text)) return new ParsedFile(file, text, language, tooDeep, host)
  const parsed = await attempt(() => parse(file, text, optionsFor(language)))
  if (!returnsOutsideFunction(parsed, language)) return new ParsedFile(file, text, language, parsed, host)
  return new ParsedFile(
    file,
    text,
    language,
    await attempt(() => parse(file, text, { ...optionsFor(language), sourceType: 'commonjs' })),
    host,
  )
}

/** {@link parseSource} on the calling thread, for hosts that are synchronous. */
export function parseSourceSync(file: string, text: string, host: SourceHost = {}): SourceFile {
  const { parseSync } = loadParser()
  const language = languageOf(file)
  if (nestsTooDeeply(text)) return new ParsedFile(file, text, language, tooDeep, host)
  const parsed = attemptSync(() => parseSync(file, text, optionsFor(language)))
  if (!returnsOutsideFunction(parsed, language)) return new ParsedFile(file, text, language, parsed, host)
  return new ParsedFile(
    file,
    text,
    language,
    attemptSync(() => parseSync(file, text, { ...optionsFor(language), sourceType: 'commonjs' })),
    host,
  )
}

function optionsFor(language: SourceLanguage): ParserOptions {
  return { lang: language === 'js' ? 'jsx' : language, astType: 'ts', preserveParens: false }
}

/** True for a `return` at the top level, which CommonJS allows and modules do not: then the file is parsed again as CommonJS. */
function returnsOutsideFunction(parsed: ParseResult | Failure, language: SourceLanguage): boolean {
  return language === 'js' && parsed.errors.some((error) => error.message.startsWith("A 'return' statement"))
}

interface Failure {
  readonly errors: readonly {
    readonly message: string
    readonly labels: readonly []
    readonly helpMessage: null
    readonly severity: 'Error'
  }[]
}

async function attempt(parse: () => Promise<ParseResult>): Promise<ParseResult | Failure> {
  try {
    return await parse()
  } catch (error) {
    return failure(error)
  }
}

function attemptSync(parse: () => ParseResult): ParseResult | Failure {
  try {
    return parse()
  } catch (error) {
    return failure(error)
  }
}

function failure(error: unknown): Failure {
  return failureOf(error instanceof Error ? error.message : String(error))
}

function failureOf(message: string): Failure {
  return { errors: [{ message, labels: [], helpMessage: null, severity: 'Error' }] }
}

const tooDeep = failureOf('Nested too deeply to be parsed safely')

class ParsedFile implements SourceFile {
  readonly file: string
  readonly text: string
  readonly language: SourceLanguage
  readonly syntaxErrors: readonly SourceSyntaxError[]
  readonly path: string
  readonly types: TypeProvider | undefined
  // Until `program` is read, this keeps the tree as text outside the JavaScript heap: about ten times the size of the file.
  #parsed: ParseResult | Failure
  #imports: readonly ImportRecord[] | undefined
  #exports: readonly ExportRecord[] | undefined
  #comments: readonly TSESTree.Comment[] | undefined
  #program: TSESTree.Program | undefined

  constructor(file: string, text: string, language: SourceLanguage, parsed: ParseResult | Failure, host: SourceHost) {
    this.file = file
    this.path = pathBelow(host.root, file)
    this.types = host.types
    this.text = text
    this.language = language
    this.#parsed = parsed
    this.syntaxErrors = parsed.errors
      .filter((error) => error.severity === 'Error')
      .map(({ message, labels, helpMessage }) => ({
        message: helpMessage === null ? message : `${message}. ${helpMessage}`,
        range: labels[0] === undefined ? [0, 0] : [Math.min(labels[0].start, text.length), Math.min(labels[0].end, text.length)],
      }))
  }

  get imports(): readonly ImportRecord[] {
    this.#imports ??= this.#readImports()
    return this.#imports
  }

  get exports(): readonly ExportRecord[] {
    this.#exports ??= 'module' in this.#parsed ? exportsOfRecord(this.#parsed.module) : []
    return this.#exports
  }

  get comments(): readonly TSESTree.Comment[] {
    this.#comments ??= 'comments' in this.#parsed ? this.#parsed.comments.map(commentOf) : []
    return this.#comments
  }

  get program(): TSESTree.Program {
    this.#program ??= this.#readProgram()
    return this.#program
  }

  #readImports(): ImportRecord[] {
    if (!('module' in this.#parsed)) return []
    const imports = importsOfRecord(this.#parsed.module, this.text)
    if (mayRequire(this.text)) imports.push(...requiresOf(this.text, this.#parsed.comments, () => this.program))
    return this.language === 'dts' ? imports.map((record) => ({ ...record, typeOnly: true })) : imports
  }

  #readProgram(): TSESTree.Program {
    if (!('program' in this.#parsed)) return emptyProgram(this.text)
    // The parser was asked for the tree that ESLint's TypeScript parser makes; a test compares the two.
    const program = this.#parsed.program as unknown as TSESTree.Program
    finishTree(program)
    return program
  }
}

function commentOf({
  type,
  value,
  start,
  end,
}: {
  type: 'Line' | 'Block'
  value: string
  start: number
  end: number
}): TSESTree.Comment {
  // Neither comments nor nodes have a `loc`: only ranges are used.
  return { type, value, range: [start, end] } as TSESTree.Comment
}

function emptyProgram(text: string): TSESTree.Program {
  // `loc`, `comments` and `tokens` are missing, as in the parser's own trees.
  return { type: 'Program', body: [], sourceType: 'module', range: [0, text.length] } as unknown as TSESTree.Program
}
