import { describe, expect, it } from 'vitest'
import { positionAfter } from '../../src/source/sql/position.ts'

describe('names in the brackets of SQL Server', () => {
  it.each([
    ['SELECT * FROM [', ']', 'table'],
    ['SELECT * FROM [', '_archive] WHERE a = 1', 'table'],
    ['SELECT * FROM [dbo].[', ']', 'identifier'],
    ['SELECT a FROM t ORDER BY [', '] DESC', 'identifier'],
    ['SELECT a FROM t WHERE [', '] = @a', 'identifier'],
    ['UPDATE t SET [', '] = @a', 'identifier'],
    ['SELECT [a], [', '] FROM t', 'identifier'],
    ['INSERT INTO t ([', ']) VALUES (@a)', 'identifier'],
  ])('%s…%s', (before, after, position) => {
    expect(positionAfter(before, after)).toBe(position)
  })

  it.each([
    ['SELECT a FROM t WHERE a = ARRAY[', ']'],
    ['SELECT a FROM t WHERE a = [', ']'],
    ['SELECT tags[', '] FROM t'],
    ["SELECT a FROM t WHERE a = '[", "]'"],
  ])('not in %s…%s', (before, after) => {
    expect(['value', 'clause']).toContain(positionAfter(before, after))
  })
})
