import { describe, expect, it } from 'vitest'

import { fitLine, growthExponent, spreadOf, spreadSample } from '../../bench/lib/statistics.ts'

describe('spreadOf', () => {
  it('takes the middle value, or the mean of the two in the middle', () => {
    expect(spreadOf([9, 1, 5])).toEqual({ min: 1, median: 5, max: 9 })
    expect(spreadOf([4, 1, 2, 9])).toEqual({ min: 1, median: 3, max: 9 })
  })

  it('sorts by value and not by text', () => {
    expect(spreadOf([100, 20, 3])).toEqual({ min: 3, median: 20, max: 100 })
  })

  it('has nothing to say about nothing', () => {
    expect(spreadOf([])).toBeUndefined()
  })
})

describe('fits', () => {
  it('finds the line that points lie on', () => {
    const line = fitLine([1, 2, 5, 9].map((x) => [x, 3 * x + 2]))
    expect(line?.slope).toBeCloseTo(3)
    expect(line?.intercept).toBeCloseTo(2)
  })

  it('finds no line through points above one another', () => {
    expect(
      fitLine([
        [1, 1],
        [1, 2],
      ]),
    ).toBeUndefined()
  })

  it.each([1, 2])('finds the exponent of growth: %d', (exponent) => {
    const points = [1, 10, 100, 1000].map((x) => [x, 7 * x ** exponent] as const)
    expect(growthExponent([...points, [5, 0]])).toBeCloseTo(exponent)
  })
})

describe('spreadSample', () => {
  const sizes = Array.from({ length: 500 }, (_, index) => 1.02 ** index * 100)

  it('holds the smallest, the largest and as many as were asked for', () => {
    const sample = spreadSample(sizes, 20, (size) => size)
    expect(sample).toHaveLength(20)
    expect(new Set(sample).size).toBe(20)
    expect([sample[0], sample.at(-1)]).toEqual([sizes[0], sizes.at(-1)])
  })

  it('is spread evenly by magnitude', () => {
    const sample = spreadSample(sizes, 20, (size) => size)
    const steps = sample.slice(1).map((size, index) => Math.log(size / (sample[index] ?? Number.NaN)))
    expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(1.2)
  })

  it('takes all there are where more are asked for', () => {
    expect(spreadSample([3, 1, 2], 10, (size) => size)).toEqual([1, 2, 3])
  })
})
