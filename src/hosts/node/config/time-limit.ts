import { createContext, Script } from 'node:vm'
import type { Context } from 'node:vm'

// Far more than a rule takes for a file, even on a busy machine.
const patienceMs = 30_000

// Node can only interrupt code that runs inside a script.
const script = new Script('work()')
// The script's context, reused because creating one takes longer than most rules.
let seen: Context | undefined

/**
 * Runs code that may never return. An endless loop in a custom rule or a configuration would otherwise block the run or the editor without a
 * message.
 * @throws Error if it takes too long
 */
export function withinTime(work: () => void, limitMs = patienceMs): void {
  seen ??= createContext({})
  seen['work'] = work
  try {
    // With `displayErrors`, the position that Node adds to a stack trace would come before that of the code.
    script.runInContext(seen, { timeout: limitMs, displayErrors: false })
  } catch (error) {
    // An error from the other context is not an `instanceof` this one's `Error`.
    if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
    throw new Error(tooLong(limitMs), { cause: error })
  } finally {
    // It may hold a reference to a whole project.
    seen['work'] = undefined
  }
}

/**
 * Waits for what may never come. If nothing else keeps the process alive, it ends without waiting for the limit.
 * @throws Error if it takes too long
 */
export async function settledInTime<Value>(value: Promise<Value>, limitMs = patienceMs): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => { reject(new Error(tooLong(limitMs))) }, limitMs).unref()
  })
  return Promise.race([value, limit]).finally(() => { clearTimeout(timer) })
}

function tooLong(limitMs: number): string {
  return `it did not finish within ${limitMs / 1000} seconds`
}
