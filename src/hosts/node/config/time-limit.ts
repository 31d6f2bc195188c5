import { createContext, Script } from 'node:vm'
import type { Context } from 'node:vm'

/** Far more than any rule takes for one file, also where a machine has much else to do. */
const patienceMs = 30_000

/** Node can stop a program only while it evaluates a script. */
const script = new Script('work()')
/** What the script sees: making one takes longer than most rules. */
let seen: Context | undefined

/**
 * Carries out work that may never end: a loop in a rule of the user's own would otherwise keep the run, or the editor, for ever and say nothing.
 * @throws Error where it takes too long
 */
export function withinTime(work: () => void, limitMs = patienceMs): void {
  seen ??= createContext({})
  seen['work'] = work
  try {
    script.runInContext(seen, { timeout: limitMs })
  } catch (error) {
    // An error of the context is none of the `Error` that is seen here.
    if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
    throw new Error(`it has not come to an end within ${limitMs / 1000} seconds`, { cause: error })
  } finally {
    // It holds on to a whole project, perhaps.
    seen['work'] = undefined
  }
}
