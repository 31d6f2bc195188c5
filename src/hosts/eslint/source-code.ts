import { TextSourceCodeBase, VisitNodeStep } from '@eslint/plugin-kit'

import type { ParsedDocument } from '../../documents/document.ts'

/** What ESLint knows the one node of a document as. */
export const rootType = 'OpenApiDocument'

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

  constructor(text: string, root: RootNode) {
    // Lines end where they end for the rest of the engine.
    super({ text, ast: root, lineEndingPattern: /\r\n|\n|\r/ })
    this.root = root
  }

  override getParent(): undefined {
    return undefined
  }

  override *traverse(): Generator<VisitNodeStep> {
    yield new VisitNodeStep({ target: this.root, phase: 1, args: [this.root] })
    yield new VisitNodeStep({ target: this.root, phase: 2, args: [this.root] })
  }
}
