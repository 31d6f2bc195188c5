/** The day of a check, as RFC 3339 writes it, in UTC: rules are told, and read no clock. */
export function today(): string {
  return new Date().toISOString().slice(0, 10)
}
