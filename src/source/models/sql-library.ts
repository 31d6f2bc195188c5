/** A call that sends text to a database as SQL. */
export interface SqlSink {
  /** Names of the method (or of the function, or of the class after `new`). */
  readonly names: readonly string[]
  /** `made` is a function returned by a call of one of these names: `neon(url)`. */
  readonly form?: 'function' | 'new' | 'made'
  /** The index of the argument with the text, if it is not the first one. */
  readonly argument?: number
  /** The property with the text, if the argument may be an object. */
  readonly property?: string
  /** For an argument that is only a clause: SQL that completes it to a statement. */
  readonly before?: string
  /** Everything interpolated into the clause counts as a value, whatever its position. */
  readonly values?: boolean
  /** The argument may be a function that returns the text. */
  readonly callback?: boolean
  /** The text is returned by functions in the argument's properties: `set({ total: () => 'total + 1' })`. */
  readonly inFunctions?: boolean
  /** The name is distinctive of this library, so that no other evidence is needed. */
  readonly unmistakable?: boolean
}

/** A library that sends SQL. */
export interface SqlLibrary {
  readonly name: string
  /** Import specifiers; one that ends with `/` covers everything below it. */
  readonly packages: readonly string[]
  readonly sinks: readonly SqlSink[]
  /** How to bind a value, as a sentence for messages (it begins with a verb). */
  readonly binding: string
  /** How to escape an identifier (table, column), if the library has a way. */
  readonly identifier?: string
  /**
   * Matches parameters that the library interpolates without binding. A group captures the number or name; `doubled` captures if quotes are
   * doubled.
   */
  readonly unbound?: RegExp
}

/** Names that are separated by spaces. */
export function list(names: string): readonly string[] {
  return names.split(' ')
}

/** How to bind a value: `write ? in its place and pass it in args`. */
export function passed(sign: string, where = 'in the array after the text'): string {
  return `write ${sign} in its place and pass it ${where}`
}

/** Ways of binding that several libraries share. */
export const binding = { marks: passed('?'), dollars: passed('a parameter ($1, $2, …)'), tag: 'use the sql`…` tag, which binds the values in ${…}' } as const

/** The SQL before a clause that is passed by itself. */
export const before = {
  where: 'SELECT 1 FROM t WHERE ',
  orderBy: 'SELECT 1 FROM t ORDER BY ',
  groupBy: 'SELECT 1 FROM t GROUP BY ',
  join: 'SELECT 1 FROM t JOIN u ON ',
} as const
