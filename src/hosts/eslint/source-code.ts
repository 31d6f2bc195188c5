import type { FileProblem } from '@eslint/core'
import { CallMethodStep, TextSourceCodeBase } from '@eslint/plugin-kit'
import type { Directive } from '@eslint/plugin-kit'

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

interface Position {
  readonly line: number
  readonly column: number
}

/** A document in the form in which ESLint hands it to rules. */
export class ContractSourceCode extends TextSourceCodeBase {
  readonly root: RootNode
  readonly scopeManager = standIns.scopeManager
  readonly parserServices = standIns.parserServices
  readonly visitorKeys = {}
  readonly tokensAndComments: readonly never[] = []
  private found: readonly Comment[] | undefined

  constructor(text: string, root: RootNode) {
    // Lines end where they end for the rest of the engine.
    super({ text, ast: root, lineEndingPattern: /\r\n|\n|\r/ })
    this.root = root
  }

  /** Looked for only where one may speak to ESLint. */
  private get comments(): readonly Comment[] {
    return (this.found ??= this.text.includes('eslint') ? commentsIn(this.text, this.root.document?.format) : [])
  }

  getAllComments(): readonly Comment[] {
    return this.comments
  }

  getScope(): typeof standIns.scopeManager.globalScope {
    return standIns.scopeManager.globalScope
  }

  override getParent(): undefined {
    return undefined
  }

  /** A call and no visit: what other rules want done with every node would be done with ours. */
  override *traverse(): Generator<CallMethodStep> {
    yield new CallMethodStep({ target: documentEvent, args: [this.root] })
  }

  getDisableDirectives(): { directives: Directive[]; problems: FileProblem[] } {
    return { directives: disablingIn(this.comments), problems: [] }
  }

  getInlineConfigNodes(): Comment[] {
    return directiveComments(this.comments)
  }

  applyInlineConfig(): ReturnType<typeof inlineConfigIn> {
    return inlineConfigIn(this.comments)
  }
}
