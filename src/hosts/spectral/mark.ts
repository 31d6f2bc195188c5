/** How the functions of our Spectral rules are told from others, also those of another copy of Setsquare. */
const key = Symbol.for('setsquare.spectral')

/** Which of our rules a function of Spectral's stands for. */
export interface Mark {
  /** A rule's id; what the engine says goes by `part: 'engine'`. */
  readonly rule: string
  readonly part: 'main' | 'minor' | 'engine'
}

/** Notes on a rule's function which of our rules it stands for. */
export function mark<Marked extends object>(check: Marked, what: Mark): Marked {
  return Object.defineProperty(check, key, { value: what })
}

/** What {@link mark} has noted; nothing for functions of others. */
export function markOf(check: unknown): Mark | undefined {
  if (typeof check !== 'function') return undefined
  const found: unknown = Reflect.get(check, key)
  return typeof found === 'object' && found !== null && 'rule' in found ? (found as Mark) : undefined
}
