/**
 * How long this process has been running, in milliseconds and fractions of them. Not `performance`, which Node loads a dozen modules for
 * when it is first used.
 */
export function elapsed(): number {
  return process.uptime() * 1000
}
