import { words } from '../../core/words.ts'

/** A library that tries again, and how it is told to do so without an end or without waiting. */
export interface RetryLibrary {
  readonly packages: readonly string[]
  /** The functions that take options; the empty name is the module itself. */
  readonly functions: readonly string[]
  /** Options that hold the number of times. */
  readonly counts: readonly string[]
  /** Options that, when true, mean for ever. */
  readonly endless: readonly string[]
  /** The option without which nothing is waited for between two tries. */
  readonly delay?: string
}

/** Sources: each library's documentation, November 2026. */
export const retryLibraries: readonly RetryLibrary[] = [
  { packages: ['p-retry', 'async-retry', 'promise-retry', 'retry'], functions: ['', 'operation'], counts: ['retries'], endless: ['forever'] },
  { packages: ['axios-retry'], functions: [''], counts: ['retries'], endless: [], delay: 'retryDelay' },
  { packages: ['exponential-backoff'], functions: ['backOff'], counts: ['numOfAttempts'], endless: [] },
  { packages: ['async'], functions: ['retry', 'retryable'], counts: ['times'], endless: [], delay: 'interval' },
  { packages: ['ts-retry-promise'], functions: ['retry'], counts: ['retries'], endless: [] },
  { packages: ['ts-retry'], functions: ['retry', 'retryAsync'], counts: ['maxTry'], endless: [] },
  { packages: ['cockatiel'], functions: ['retry'], counts: ['maxAttempts'], endless: [] },
  { packages: ['rxjs', 'rxjs/operators'], functions: ['retry'], counts: ['count'], endless: [], delay: 'delay' },
]

/** Methods that open the first connection to a database or a broker. */
export const connectMethods: ReadonlySet<string> = words('connect $connect initialize authenticate createConnection getConnection')

/** What waits between two tries, by its name. */
export const pause = /sleep|delay|(?<!a)wait|timeout|backoff|back_off|pause|timer|throttle|debounce|jitter|interval/i
