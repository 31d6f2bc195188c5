/** The first few of many names, for a message: `GET /a, GET /b, GET /c and 12 more`. */
export function someOf(names: readonly string[], limit = 3): string {
  const shown = names.slice(0, limit).join(', ')
  return names.length > limit ? `${shown} and ${names.length - limit} more` : shown
}
