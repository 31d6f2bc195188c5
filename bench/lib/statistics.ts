/** The spread of repeated measurements, in their unit. */
export interface Spread {
  readonly min: number
  readonly median: number
  readonly max: number
}

/** Minimum, median and maximum; nothing for an empty list. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = [...values].sort((left, right) => left - right)
  const min = sorted[0]
  const max = sorted.at(-1)
  if (min === undefined || max === undefined) return undefined
  return { min, median: medianOfSorted(sorted), max }
}

/** The median, or NaN for an empty list. */
export function median(values: readonly number[]): number {
  return medianOfSorted([...values].sort((left, right) => left - right))
}

function medianOfSorted(sorted: readonly number[]): number {
  const upper = sorted[sorted.length >> 1] ?? Number.NaN
  const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN
  return (lower + upper) / 2
}

/** y = intercept + slope * x */
export interface Line {
  readonly slope: number
  readonly intercept: number
}

/** The line of least squares; nothing if all points have the same x. */
export function fitLine(points: readonly (readonly [x: number, y: number])[]): Line | undefined {
  const count = points.length
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / count
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / count
  const spreadX = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  if (!(spreadX > 0)) return undefined
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spreadX
  return { slope, intercept: meanY - slope * meanX }
}

/**
 * How y grows with x, as the exponent e of y ~ x^e: 1 is proportional, 2 quadratic.
 * Points that are not positive cannot be on such a curve and are left out.
 */
export function growthExponent(points: readonly (readonly [x: number, y: number])[]): number | undefined {
  return fitLine(points.filter(([x, y]) => x > 0 && y > 0).map(([x, y]) => [Math.log(x), Math.log(y)]))?.slope
}

/**
 * A sample of a list that is spread evenly over the logarithm of the size, including the smallest and the largest item. Sorted by size, without
 * repetitions.
 */
export function spreadSample<Item>(items: readonly Item[], count: number, sizeOf: (item: Item) => number): Item[] {
  const sorted = items.filter((item) => sizeOf(item) > 0).sort((left, right) => sizeOf(left) - sizeOf(right))
  const first = sorted[0]
  const last = sorted.at(-1)
  if (first === undefined || last === undefined || sorted.length <= count) return sorted
  const low = Math.log(sizeOf(first))
  const step = (Math.log(sizeOf(last)) - low) / Math.max(1, count - 1)
  const chosen = new Set<Item>()
  for (let index = 0; index < count; index++) {
    const wanted = low + step * index
    const distance = (item: Item): number => Math.abs(Math.log(sizeOf(item)) - wanted)
    let nearest: Item | undefined
    for (const item of sorted) if (!chosen.has(item) && (nearest === undefined || distance(item) < distance(nearest))) nearest = item
    if (nearest !== undefined) chosen.add(nearest)
  }
  return sorted.filter((item) => chosen.has(item))
}
