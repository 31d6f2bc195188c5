import type { CoverageNote } from '../core/diagnostic.ts'
import { field, isObject } from '../core/json.ts'
import { LineIndex } from '../core/lines.ts'
import type { ParsedDocument } from '../documents/document.ts'
import { isUnreadable } from '../documents/store.ts'
import type { DocumentStore, Unreadable } from '../documents/store.ts'
import { Cursor } from './cursor.ts'
import { addressOf, resolveInside, resolveReference } from './reference.ts'
import type { ReferenceOutcome } from './reference.ts'
import { openApiVersions } from './grammar/version.ts'
import type { OpenApiVersion } from './grammar/version.ts'

/** The limit for references whose target lies behind another reference, and so on. Real contracts need two or three. */
const maxNesting = 50

/** An OpenAPI description: its entry document and those that it refers to, which are read when a reference leads there. */
export class Contract {
  readonly root: Cursor
  readonly version: OpenApiVersion
  readonly #store: DocumentStore
  readonly #documents = new Map<string, ParsedDocument>()
  readonly #unreadable = new Set<string>()
  /** The depth of references that are being resolved because of one another. */
  #resolving = 0
  readonly #outcomes = new Map<ParsedDocument, Map<string, ReferenceOutcome>>()
  /** The targets of objects with a `$ref`, by identity: rules ask repeatedly, and looking up the text takes longer. */
  readonly #found = new Map<unknown, ReferenceOutcome & { readonly kind: 'found' }>()

  /** @param entry a parsed document that is an OpenAPI description: see {@link versionOf} */
  constructor(entry: ParsedDocument, version: OpenApiVersion, store: DocumentStore) {
    this.root = Cursor.root(entry)
    this.version = version
    this.#store = store
    this.#documents.set(entry.file, entry)
  }

  /** Absolute path of the entry document. */
  get file(): string {
    return this.root.document.file
  }

  /** Every document read so far, the entry first. */
  get loaded(): readonly ParsedDocument[] {
    return [...this.#documents.values()]
  }

  /** Every file that was asked for, whether or not it could be read: the files that results about the contract depend on. */
  get consulted(): readonly string[] {
    return [...this.#documents.keys(), ...this.#unreadable]
  }

  /** The document at this path. */
  document(file: string): ParsedDocument | Unreadable {
    const known = this.#documents.get(file)
    if (known !== undefined) return known
    const document = this.#store.load(file)
    if (isUnreadable(document)) this.#unreadable.add(file)
    else this.#documents.set(file, document)
    return document
  }

  /**
   * The target of a reference, one step: it may be a reference again.
   * @param from the document that contains the reference
   */
  resolve(reference: string, from: ParsedDocument): ReferenceOutcome {
    let outcomes = this.#outcomes.get(from)
    if (outcomes === undefined) this.#outcomes.set(from, (outcomes = new Map<string, ReferenceOutcome>()))
    const known = outcomes.get(reference)
    if (known !== undefined) return known
    if (this.#resolving >= maxNesting)
      return { kind: 'missing', what: `it passes through more than ${maxNesting} other references` }
    // What is found if the reference is asked for again while it is being resolved.
    outcomes.set(reference, { kind: 'missing', what: 'it refers to itself' })
    this.#resolving++
    const outcome = resolveReference(this, reference, from)
    this.#resolving--
    outcomes.set(reference, outcome)
    return outcome
  }

  /**
   * The target of a reference, one step, taking into account the `$id` of schemas around it.
   * @param at the object with the `$ref`, or the string that is an address itself
   */
  resolveAt(reference: string, at: Cursor): ReferenceOutcome {
    const known = this.#found.get(at.value)
    if (known !== undefined) return known
    const outcome = this.resolve(reference, at.document)
    if (outcome.kind === 'found' && isObject(at.value)) this.#found.set(at.value, outcome)
    if (outcome.kind !== 'missing' || this.#resolving >= maxNesting) return outcome
    this.#resolving++
    const inside = resolveInside(this, reference, at)
    this.#resolving--
    return inside ?? outcome
  }

  /**
   * Follows references, up to 64, to the first value that is none. Nothing if one cannot be resolved, or if they form a cycle.
   */
  follow(cursor: Cursor): Cursor | undefined {
    let at = cursor
    for (let steps = 0; steps < 64; steps++) {
      const reference = isObject(at.value) ? at.value['$ref'] : undefined
      if (typeof reference !== 'string') return at
      const outcome = this.resolveAt(reference, at)
      if (outcome.kind !== 'found') return undefined
      at = outcome.cursor
    }
    return undefined
  }

  /** Notes on syntax errors in the files read so far, and on references to files that were not read. */
  get coverage(): readonly CoverageNote[] {
    const syntax = this.loaded.flatMap((document) =>
      document.problems.map((problem) => syntaxNote(document, problem.message, problem.offset)),
    )
    const notes = new Map<string, CoverageNote>()
    for (const [{ file }, outcomes] of this.#outcomes) {
      for (const [reference, outcome] of outcomes) {
        const note = referenceNote(file, addressOf(reference), outcome)
        if (note !== undefined) notes.set(`${file}\n${note.message}`, note)
      }
    }
    return [...syntax, ...notes.values()]
  }
}

function referenceNote(file: string, address: string, outcome: ReferenceOutcome): CoverageNote | undefined {
  switch (outcome.kind) {
    case 'remote':
      return {
        kind: 'remote-reference',
        file,
        message: `'${address}' is outside the project's files, and was not fetched: references to it are not checked`,
      }
    case 'refused':
      return {
        kind: 'unresolved-reference',
        file,
        message: `'${address}' was not read (${outcome.reason}): references to it are not checked`,
      }
    default:
      return undefined
  }
}

/**
 * The OpenAPI version that a document declares: nothing if it is not an OpenAPI description, and `unsupported` if its version is not one of
 * {@link openApiVersions}.
 */
export function versionOf(
  document: Pick<ParsedDocument, 'value'>,
): { readonly version: OpenApiVersion } | { readonly unsupported: string } | undefined {
  const declared = field(document.value, 'openapi') ?? field(document.value, 'swagger')
  if (typeof declared !== 'string' && typeof declared !== 'number') return undefined
  const text = typeof declared === 'number' ? declared.toFixed(1) : declared
  const version = openApiVersions.find((known) => text === known || text.startsWith(`${known}.`) || text.startsWith(`${known}-`))
  return version === undefined ? { unsupported: text } : { version }
}

/** A syntax problem as a coverage note, with line and column from 1. */
export function syntaxNote(document: ParsedDocument, message: string, offset: number): CoverageNote {
  const { line, column } = new LineIndex(document.text).positionAt(offset)
  return { kind: 'syntax-error', file: document.file, message: `line ${line}, column ${column}: ${message}` }
}
