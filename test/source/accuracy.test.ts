import { expect, it } from 'vitest'
import { sqlCases } from '../../fixtures/sql-accuracy/index.ts'
import { accuracyOf, findIn } from '../support/accuracy.ts'

it('the labelled set is found, and nothing else', async () => {
  expect(sqlCases.length).toBeGreaterThanOrEqual(400)
  expect(sqlCases.filter(({ unsafe }) => unsafe)).toHaveLength(sqlCases.length / 2)
  const { precision, recall, missed, falseAlarms } = accuracyOf(sqlCases, await findIn(sqlCases))
  const named = [...missed, ...falseAlarms].map(({ group, title }) => `${group}: ${title}`)
  expect({ precision: precision >= 0.97, recall: recall >= 0.97, named: precision >= 0.97 && recall >= 0.97 ? [] : named }).toEqual({
    precision: true,
    recall: true,
    named: [],
  })
})
