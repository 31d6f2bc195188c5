/** The date of a check in UTC, as `YYYY-MM-DD`. Passed to rules, which must not read the clock. */
export function today(): string {
  return new Date().toISOString().slice(0, 10)
}
