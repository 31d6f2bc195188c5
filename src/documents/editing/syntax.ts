/** A value in its text: its range, and how it is written. Offsets count UTF-16 units from 0, ends are exclusive. */
export interface SyntaxNode {
  readonly kind: 'mapping' | 'list' | 'scalar'
  /** True for collections in brackets and for everything inside them. */
  readonly flow: boolean
  /** Includes the opening quote, bracket or block indicator, but neither anchor nor tag. */
  readonly start: number
  /** Excludes the line break at the end of a block. */
  readonly end: number
  /** An alias refers to this value, so that an edit here would change another place too. */
  readonly shared: boolean
  /** The value has a tag (`!!str`). */
  readonly tagged: boolean
  /** The entries of a collection; nothing for scalars, and for notations that are not edited (`? key`, merge keys). */
  readonly entries: readonly SyntaxEntry[] | undefined
}

/** A field of a mapping or an item of a list. */
export interface SyntaxEntry {
  /** The key of the field in the parsed value, or the index of the item. */
  readonly name: string
  /** The offset of its key, of its dash, or (in brackets) of its value. */
  readonly start: number
  readonly end: number
  /** The key with its quotes; nothing for items, and for keys that carry an anchor or a tag. */
  readonly key: Span | undefined
  /** The offset after what introduces the value: the colon or dash, and the value's anchor and tag. */
  readonly head: number
  /** Nothing if the value is empty or an alias. */
  readonly value: SyntaxNode | undefined
  /** An alias elsewhere refers to something inside, so it cannot be removed or replaced. */
  readonly pinned: boolean
}

/** A range of the text, end exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}
