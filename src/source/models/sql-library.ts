/** A call that sends text to a database as it is. */
export interface SqlSink {
  /** Names of the method (or function, or class with `new`). */
  readonly names: readonly string[]
  /** `made`: a function that calling one of these names gives back, `neon(url)`. */
  readonly form?: 'function' | 'new' | 'made'
  /** Which argument holds the text, from 0. */
  readonly argument: number
  /** Where the argument may be an object: the property that holds the text. */
  readonly property?: string
  /** For calls that take a clause and not a statement: the text that comes before it. */
  readonly before?: string
  /** What is put into the clause stands for values, whatever SQL would have there. */
  readonly values?: boolean
  /** The argument may be a function that gives the text. */
  readonly callback?: boolean
  /** The text is what functions in the argument's properties give: `set({ total: () => 'total + 1' })`. */
  readonly inFunctions?: boolean
  /** Nothing but this library has a call of that name: it needs no other evidence. */
  readonly unmistakable?: boolean
}

/** What the linter knows of one SQL library. */
export interface SqlLibrary {
  readonly name: string
  /** Import specifiers; one that ends with `/` covers everything below it. */
  readonly packages: readonly string[]
  readonly sinks: readonly SqlSink[]
  /** How to pass a value beside the text in this library, as the rest of a sentence that begins with a verb. */
  readonly binding: string
  /** How to put in a name (table, column) safely, where the library has a way. */
  readonly identifier?: string
  /** Parameters of its texts that put a value in as it is: the number or name is what one of the groups catches, `doubled` that its quotes are doubled. */
  readonly unbound?: RegExp
}
