import type { CoverageNote } from '../core/diagnostic.ts'
import type { Files } from '../core/files.ts'
import { field } from '../core/json.ts'
import type { ParsedDocument } from '../documents/document.ts'
import { parseDocument } from '../documents/parse.ts'
import { Cursor } from './cursor.ts'
import { resolveReference } from './reference.ts'
import type { ReferenceOutcome } from './reference.ts'

export const openApiVersions = ['2.0', '3.0', '3.1', '3.2'] as const
export type OpenApiVersion = (typeof openApiVersions)[number]

/** An OpenAPI description: the document it starts in and those that it refers to, read when a reference leads there. */
export class Contract {
  readonly root: Cursor
  readonly version: OpenApiVersion
  private readonly files: Files
  private readonly documents = new Map<string, ParsedDocument | Unreadable>()
  private readonly outcomes = new Map<ParsedDocument, Map<string, ReferenceOutcome>>()

  /** @param entry a parsed document for which {@link versionOf} is known */
  constructor(entry: ParsedDocument, version: OpenApiVersion, files: Files) {
    this.root = Cursor.root(entry)
    this.version = version
    this.files = files
    this.documents.set(entry.file, entry)
  }

  /** Absolute path of the entry document. */
  get file(): string {
    return this.root.document.file
  }

  /** Every document read so far, the entry first. */
  get loaded(): readonly ParsedDocument[] {
    return [...this.documents.values()].filter((document): document is ParsedDocument => !isUnreadable(document))
  }

  /** The document at this path, read on first use. */
  document(file: string): ParsedDocument | Unreadable {
    const known = this.documents.get(file)
    if (known !== undefined) return known
    const content = this.files.read(file)
    const document = content.kind === 'text' ? parseDocument(file, content.text) : content
    this.documents.set(file, document)
    return document
  }

  /** Where a `$ref` leads, one step: what it leads to may be a reference again. */
  resolve(reference: string, from: ParsedDocument): ReferenceOutcome {
    let outcomes = this.outcomes.get(from)
    if (outcomes === undefined) this.outcomes.set(from, (outcomes = new Map()))
    let outcome = outcomes.get(reference)
    if (outcome === undefined) outcomes.set(reference, (outcome = resolveReference(this, reference, from)))
    return outcome
  }

  /** The value that stands here in the end: references followed, however many. Nothing where one cannot be resolved or they run in a circle. */
  follow(cursor: Cursor): Cursor | undefined {
    let at = cursor
    for (let steps = 0; steps < 64; steps++) {
      const reference = field(at.value, '$ref')
      if (typeof reference !== 'string') return at
      const outcome = this.resolve(reference, at.document)
      if (outcome.kind !== 'found') return undefined
      at = outcome.cursor
    }
    return undefined
  }

  /** What the documents' own text kept from being read: syntax problems of all files read so far. */
  get coverage(): readonly CoverageNote[] {
    return this.loaded.flatMap((document) => document.problems.map((problem) => syntaxNote(document, problem.message, problem.offset)))
  }
}

export type Unreadable = { readonly kind: 'missing' } | { readonly kind: 'refused'; readonly reason: string }

export function isUnreadable(document: ParsedDocument | Unreadable): document is Unreadable {
  return 'kind' in document
}

/** The OpenAPI version a document declares: nothing where it is no OpenAPI description, its own text where it is not one of {@link openApiVersions}. */
export function versionOf(document: ParsedDocument): { readonly version: OpenApiVersion } | { readonly unsupported: string } | undefined {
  const declared = field(document.value, 'openapi') ?? field(document.value, 'swagger')
  if (typeof declared !== 'string' && typeof declared !== 'number') return undefined
  const text = typeof declared === 'number' ? declared.toFixed(1) : declared
  const version = openApiVersions.find((known) => text === known || text.startsWith(`${known}.`) || text.startsWith(`${known}-`))
  return version === undefined ? { unsupported: text } : { version }
}

/** A syntax problem as a coverage note, with line and column from 1. */
export function syntaxNote(document: ParsedDocument, message: string, offset: number): CoverageNote {
  const before = document.text.slice(0, offset)
  const line = before.split('\n').length
  const column = offset - before.lastIndexOf('\n')
  return { kind: 'syntax-error', file: document.file, message: `line ${line}, column ${column}: ${message}` }
}
