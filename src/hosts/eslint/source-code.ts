import type { CallTraversalStep, Directive, FileProblem, SourceLocation, SourceRange, TextSourceCode } from '@eslint/core'

import { LineIndex, splitLines } from '../../core/lines.ts'
import type { ParsedDocument } from '../../documents/document.ts'
import { commentsIn, directiveComments, disablingIn, inlineConfigIn } from './directives.ts'
import type { Comment } from './directives.ts'
import { standIns } from './stand-ins.ts'

/** What ESLint knows the one node of a document as. */
export const rootType = 'OpenApiDocument'

/** What is called on rules that have something to say about a document. */
export const documentEvent = 'onOpenApiDocument'

export interface RootNode {
  readonly type: typeof rootType
  readonly range: [start: number, end: number]
  readonly loc: { readonly start: Position; readonly end: Position }
  /** Nothing for a file that is no contract. */
  readonly document: ParsedDocument | undefined
}

/** The root, and comments. */
interface Located {
  readonly range: [start: number, end: number]
  readonly loc: SourceLocation
}

interface Position {
  readonly line: number
  readonly column: number
}

/** A document in the form in which ESLint hands it to rules. Lines end where they end for the rest of the engine. */
export class ContractSourceCode implements TextSourceCode {
  readonly text: string
  readonly ast: RootNode
  readonly scopeManager = standIns.scopeManager
  readonly parserServices = standIns.parserServices
  readonly visitorKeys = {}
  readonly tokensAndComments: readonly never[] = []
  #found: readonly Comment[] | undefined
  #index: LineIndex | undefined

  constructor(text: string, root: RootNode) {
    this.text = text
    this.ast = root
  }

  get lines(): string[] {
    return splitLines(this.text)
  }

  getLoc({ loc }: Located): SourceLocation {
    return loc
  }

  getRange({ range }: Located): SourceRange {
    return range
  }

  getText(node?: Located, before = 0, after = 0): string {
    return node === undefined ? this.text : this.text.slice(Math.max(node.range[0] - before, 0), node.range[1] + after)
  }

  getLocFromIndex(offset: number): Position {
    return this.#lineIndex.positionAt(offset)
  }

  getIndexFromLoc({ line, column }: Position): number {
    return this.#lineIndex.offsetAt(line, column)
  }

  get #lineIndex(): LineIndex {
    return (this.#index ??= new LineIndex(this.text))
  }

  /** Looked for only where one may speak to ESLint. */
  get #comments(): readonly Comment[] {
    return (this.#found ??= this.text.includes('eslint') ? commentsIn(this.text, this.ast.document?.format) : [])
  }

  getAllComments(): readonly Comment[] {
    return this.#comments
  }

  getScope(): typeof standIns.scopeManager.globalScope {
    return standIns.scopeManager.globalScope
  }

  getParent(): undefined {
    return undefined
  }

  getAncestors(): readonly never[] {
    return []
  }

  /** A call and no visit: what other rules want done with every node would be done with ours. */
  *traverse(): Generator<CallTraversalStep> {
    yield { kind: 2, target: documentEvent, args: [this.ast] }
  }

  getDisableDirectives(): { directives: Directive[]; problems: FileProblem[] } {
    return { directives: disablingIn(this.#comments), problems: [] }
  }

  getInlineConfigNodes(): Comment[] {
    return directiveComments(this.#comments)
  }

  applyInlineConfig(): ReturnType<typeof inlineConfigIn> {
    return inlineConfigIn(this.#comments)
  }
}
