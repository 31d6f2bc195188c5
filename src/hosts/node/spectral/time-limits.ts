import type { Rule as SpectralRule } from '@stoplight/spectral-core'

import { asObject } from '../../../core/json.ts'
import { withinTime } from '../config/time-limit.ts'

type SpectralFunction = SpectralRule['then'][number]['function']

/** Limits the time that a team's own functions take, which may never return. */
export class FunctionLimits {
  readonly #own: ReadonlySet<unknown>
  readonly #within: typeof withinTime
  readonly #limited = new Map<SpectralFunction, SpectralFunction>()

  /** @param functions the exports of Spectral's own package of functions */
  constructor(functions: unknown, within = withinTime) {
    this.#own = new Set(Object.values(asObject(functions) ?? {}))
    this.#within = within
  }

  /** Spectral's own functions are left as they are, because each limited call takes a tenth of a millisecond longer. */
  applyTo(rule: SpectralRule): void {
    rule.then = rule.then.map((step) => (this.#own.has(step.function) ? step : { ...step, function: this.#limit(step.function) }))
  }

  #limit(call: SpectralFunction): SpectralFunction {
    const known = this.#limited.get(call) ?? limited(call, this.#within)
    this.#limited.set(call, known)
    return known
  }
}

/** Once a function has not returned in time it is not called again: it would not return for the next value either. */
function limited(call: SpectralFunction, within: typeof withinTime): SpectralFunction {
  let timeout: { readonly error: unknown } | undefined
  const guarded: SpectralFunction = (...values) => {
    if (timeout !== undefined) throw timeout.error
    let result: Outcome | undefined
    try {
      within(() => { result = outcomeOf(call, values) })
    } catch (error) {
      timeout = { error }
    }
    if (timeout !== undefined) throw timeout.error
    if (result === undefined) return undefined
    if ('error' in result) throw result.error
    return result.value
  }
  return Object.defineProperty(guarded, 'name', { value: call.name })
}

type Outcome = { readonly value: ReturnType<SpectralFunction> } | { readonly error: unknown }

function outcomeOf(call: SpectralFunction, values: Parameters<SpectralFunction>): Outcome {
  try {
    return { value: call(...values) }
  } catch (error) {
    return { error }
  }
}
