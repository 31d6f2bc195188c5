/** Methods that write one record, and the bulk alternative. */
export interface Writes {
  readonly names: ReadonlySet<string>
  readonly batch: string
  /** Those whose bulk alternative returns the records too, in the same order. */
  readonly returning?: ReadonlySet<string>
}

/** How a library queries a database, for rules on the number, size and connections of queries. */
export interface QueryLibrary {
  readonly packages: readonly string[]
  /** The dotted name of calls on a handle that comes from another file: `prisma.user.findMany`. */
  readonly called?: RegExp
  /** The same for any handle in files that import the library. */
  readonly calledBeside?: RegExp
  /** Only calls that match `called` count, because other objects have methods of these names too. */
  readonly isCalled?: true
  /** Methods that read one or several records. */
  readonly reads: ReadonlySet<string>
  /** Those that return all records unless limited. */
  readonly lists: ReadonlySet<string>
  /** Those that are called on a model, which is usually defined in another file. */
  readonly models?: ReadonlySet<string>
  /** Those of repositories that classes of the project extend. */
  readonly repositories?: ReadonlySet<string>
  /** Methods whose first argument is the condition itself, not an options object. */
  readonly takesCondition?: ReadonlySet<string>
  /** The method in a chain that takes the condition. */
  readonly condition?: string
  /** What limits the result: properties of the argument, and methods in the chain. */
  readonly limits: ReadonlySet<string>
  /** Methods in a chain that limit the result if they are given a variable, as in `where({ owner: id })`, but not with constants only. */
  readonly conditions?: ReadonlySet<string>
  /** Only methods in the chain limit the result; arguments are columns and tables. */
  readonly isChain?: boolean
  /** Methods that write one record, each with a bulk alternative. */
  readonly writes?: readonly Writes[]
  /** Methods of a fetched record that save or delete it. */
  readonly records?: ReadonlySet<string>
  /** Methods of a record that fetch its relations. */
  readonly related?: RegExp
  /** The bulk alternative for reads, as the rest of a sentence. */
  readonly batch: string
  /** How to limit a list, as the rest of a sentence. */
  readonly bound: string
}
