import { words } from '../../core/words.ts'

/** A library for retries, and which of its options make it retry forever or without a pause. */
export interface RetryLibrary {
  readonly packages: readonly string[]
  /** Functions that take options; `''` is the module itself. */
  readonly functions: readonly string[]
  /** Options for the number of attempts. */
  readonly counts: readonly string[]
  /** Options that, if true, make it retry forever. */
  readonly endless?: readonly string[]
  /** The option without which there is no pause between attempts. */
  readonly delay?: string
  /** The option that contains those above, of whichever function. */
  readonly within?: string
}

/** Libraries for retries. Sources: each library's documentation, November 2026. */
export const retryLibraries: readonly RetryLibrary[] = [
  { packages: ['p-retry', 'async-retry', 'promise-retry', 'retry'], functions: ['', 'operation'], counts: ['retries'], endless: ['forever'] },
  { packages: ['axios-retry'], functions: [''], counts: ['retries'], delay: 'retryDelay' },
  { packages: ['exponential-backoff'], functions: ['backOff'], counts: ['numOfAttempts'] },
  { packages: ['async'], functions: ['retry', 'retryable'], counts: ['times'], delay: 'interval' },
  { packages: ['ts-retry-promise'], functions: ['retry'], counts: ['retries'] },
  { packages: ['ts-retry'], functions: ['retry', 'retryAsync'], counts: ['maxTry'] },
  { packages: ['cockatiel'], functions: ['retry'], counts: ['maxAttempts'] },
  { packages: ['got', 'ky'], functions: [], counts: ['limit'], within: 'retry' },
  { packages: ['rxjs', 'rxjs/operators'], functions: ['retry'], counts: ['count'], delay: 'delay' },
]

/** Methods that open the first connection to a database or broker. */
export const connectMethods: ReadonlySet<string> = words('connect $connect initialize authenticate createConnection getConnection')

/** Names of functions that pause. */
export const pause = /sleep|delay|(?<!a)wait|timeout|backoff|back_off|pause|timer|throttle|debounce|jitter|interval/i
