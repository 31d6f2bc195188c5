import { expect, test } from 'vitest'

import { habitOf } from '../../src/api/habit.ts'
import { unknown } from '../../src/api/model.ts'
import { someOf } from '../../src/core/some-of.ts'

const habit = (...answers: (boolean | typeof unknown)[]) => habitOf(answers, (answer) => answer).verdict

test('a convention that applies nowhere, or is kept everywhere, is kept', () => {
  expect(habit()).toBe('kept')
  expect(habit(true, true)).toBe('kept')
})

test('what hardly anybody does is no habit of the API', () => {
  expect(habit(false, false, false)).toBe('never')
  expect(habit(true, false, false, false, false, false)).toBe('never')
})

test('what some places do makes the others deviate', () => {
  expect(habit(true, false, false)).toBe('broken-here')
  expect(habit(true, true, true, false)).toBe('broken-here')
})

test('where more than two deviate, it takes a majority to make a habit', () => {
  const many = (keeping: number, breaking: number) => habit(...Array.from({ length: keeping + breaking }, (_, index) => index < keeping))
  expect(many(1, 2)).toBe('broken-here')
  expect(many(2, 3)).toBe('never')
  expect(many(8, 10)).toBe('never')
  expect(many(12, 11)).toBe('broken-here')
})

test('one or two places are judged for themselves', () => {
  expect(habit(false)).toBe('broken-here')
  expect(habit(false, false)).toBe('broken-here')
})

test('what is unknown counts for neither side', () => {
  const { verdict, keeping, breaking } = habitOf([1, 2, 3, 4], (one) => (one === 4 ? unknown : one === 1))
  expect(verdict).toBe('broken-here')
  expect(keeping).toEqual([1])
  expect(breaking).toEqual([2, 3])
  expect(habit(unknown, unknown)).toBe('kept')
})

test('a long list is cut short and says by how much', () => {
  expect(someOf(['a', 'b', 'c'])).toBe('a, b, c')
  expect(someOf(['a', 'b', 'c', 'd', 'e'], 2)).toBe('a, b and 3 more')
})
