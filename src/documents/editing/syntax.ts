/** A value as its text has it: where it begins and ends, and how it is written. Offsets count UTF-16 units, ends are exclusive. */
export interface SyntaxNode {
  readonly kind: 'mapping' | 'list' | 'scalar'
  /** True for collections in brackets and for everything inside them. */
  readonly flow: boolean
  /** The first character: quote, bracket or block indicator included, anchor and tag not. */
  readonly start: number
  /** Behind the last character, never behind the line break that ends a block. */
  readonly end: number
  /** Another place of the document is this value too: what changes here would change there. */
  readonly shared: boolean
  /** The text says of which type the value is. */
  readonly tagged: boolean
  /** What a collection consists of; nothing where it is written in a way that is better left to people. Scalars have none. */
  readonly entries: readonly SyntaxEntry[] | undefined
}

/** A field of a mapping or an item of a list. */
export interface SyntaxEntry {
  /** The key as the value has it, or the index. */
  readonly name: string
  /** Where it begins: at its key, at its dash, or (in brackets) at its value. */
  readonly start: number
  readonly end: number
  /** The key with its quotes; nothing for items, and for keys that carry an anchor or a tag. */
  readonly key: Span | undefined
  /** Behind what introduces the value: the colon or dash, the value's anchor and tag. */
  readonly head: number
  /** Nothing where no value is written, or an alias in its place. */
  readonly value: SyntaxNode | undefined
  /** Another place of the document is something inside of this. */
  readonly pinned: boolean
}

export interface Span {
  readonly start: number
  readonly end: number
}
