/** The IANA registry of HTTP status codes, without those marked as unused (306, 418). */
const registered: ReadonlySet<number> = new Set([
  ...range(100, 104), ...range(200, 208), 226, ...range(300, 305), 307, 308,
  ...range(400, 417), ...range(421, 426), 428, 429, 431, 451, ...range(500, 508), 510, 511,
])

/** Unregistered codes of well-known servers and frameworks, with the registered equivalent. */
const registeredFor: ReadonlyMap<number, string> = new Map([
  [306, '307'], [418, '400'], [419, '401'], [420, '429'], [430, '429'], [440, '401'], [444, '400'], [449, '409'], [450, '403'],
  [460, '408'], [463, '400'], [494, '431'], [495, '400'],
  [496, '400'], [497, '400'], [498, '401'], [499, '408'], [509, '429'], [520, '502'], [521, '503'], [522, '504'], [523, '502'], [524, '504'], [525, '502'], [526, '502'], [527, '502'],
  [529, '503'], [530, '503'], [561, '401'], [598, '504'], [599, '504'],
])

/** With more unregistered codes than this, an API has a numbering of its own. */
export const mostUnregistered = 3

/** True for a three-digit status code that is not registered. Ranges and `default` are not status codes. */
export function isUnregistered(status: string): boolean {
  return /^[1-5]\d\d$/.test(status) && !registered.has(Number(status))
}

/** The registered code to use instead, if one is known. */
export function registeredInsteadOf(status: string): string | undefined {
  return registeredFor.get(Number(status))
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
