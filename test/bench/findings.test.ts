import { describe, expect, it } from 'vitest'

import { countDependencyCruiser, countEslint, countListed, countRedocly, countSetsquare } from '../../bench/lib/findings.ts'

describe('counts of findings', () => {
  it.each([
    ['setsquare', countSetsquare, '{"version":1,"findings":[{},{}],"coverage":[],"summary":{}}', 2],
    ['spectral and vacuum', countListed, '[{},{},{}]', 3],
    ['redocly', countRedocly, '{"totals":{"errors":875,"warnings":794,"ignored":0},"problems":[]}', 1669],
    ['eslint', countEslint, '[{"messages":[{},{}]},{"messages":[]},{"messages":[{}]}]', 3],
    ['dependency-cruiser', countDependencyCruiser, 'x 1104 dependency violations (0 errors, 1104 warnings). 523 modules', 1104],
    ['dependency-cruiser, clean', countDependencyCruiser, '✔ no dependency violations found (523 modules)', 0],
  ])('%s', (_, count, output, expected) => {
    expect(count(output)).toBe(expected)
  })

  it.each([countSetsquare, countListed, countRedocly, countEslint, countDependencyCruiser])('none from other output', (count) => {
    expect(count('Segmentation fault')).toBeUndefined()
    expect(count('{}')).toBeUndefined()
  })
})
