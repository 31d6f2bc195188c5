/** A registered symbol, so that functions of another copy of Setsquare are recognised too. */
const key = Symbol.for('setsquare.spectral')

/** Which of our rules a Spectral function stands for. */
export interface Mark {
  /** The id of a rule, or of a report by the engine itself, with `part: 'engine'`. */
  readonly rule: string
  readonly part: 'main' | 'minor' | 'engine'
}

/** Records on a function which of our rules it stands for. */
export function mark<Marked extends object>(check: Marked, what: Mark): Marked {
  return Object.defineProperty(check, key, { value: what })
}

/** What {@link mark} has recorded; nothing for functions of others. */
export function markOf(check: unknown): Mark | undefined {
  if (typeof check !== 'function') return undefined
  const found: unknown = Reflect.get(check, key)
  return typeof found === 'object' && found !== null && 'rule' in found ? (found as Mark) : undefined
}
