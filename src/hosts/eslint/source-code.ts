import type { CallTraversalStep, Directive, FileProblem, SourceLocation, SourceRange, TextSourceCode } from '@eslint/core'

import { LineIndex, splitLines } from '../../core/lines.ts'
import type { ParsedDocument } from '../../documents/document.ts'
import { commentsIn, directiveComments, disablingIn, inlineConfigIn } from './directives.ts'
import type { Comment } from './directives.ts'
import { standIns } from './stand-ins.ts'

/** The type of the single node of a document. */
export const rootType = 'OpenApiDocument'

/** The event that rules for documents listen to. */
export const documentEvent = 'onOpenApiDocument'

/** The single node of a document. */
export interface RootNode {
  readonly type: typeof rootType
  readonly range: [start: number, end: number]
  readonly loc: { readonly start: Position; readonly end: Position }
  /** Anything with a position: the root node, or a comment. */
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

/** A document in the form in which ESLint passes it to rules. Lines end where they end in the rest of the engine. */
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

  /** Searched only if the text mentions ESLint at all: otherwise no comment can be a directive. */
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

  /** A call step instead of a visit: rules of other plugins with a `*` selector would otherwise be called with our node. */
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
