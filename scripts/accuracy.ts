// Runs no-sql-concatenation over the labelled set and prints precision and recall, by library and overall.
import { sqlCases } from '../fixtures/sql-accuracy/index.ts'
import { groupBy } from '../src/core/group.ts'
import { accuracyOf, findIn } from '../test/support/accuracy.ts'
import type { Accuracy } from '../test/support/accuracy.ts'

const found = await findIn(sqlCases)
const line = (name: string, { cases, precision, recall }: Accuracy): string =>
  `${name.padEnd(16)} ${String(cases).padStart(5)}   ${precision.toFixed(3)}   ${recall.toFixed(3)}`

console.log(`${' '.repeat(17)}cases  precision recall`)
for (const [group, cases] of groupBy(sqlCases, (one) => one.group)) console.log(line(group, accuracyOf(cases, found)))
const overall = accuracyOf(sqlCases, found)
console.log(line('all', overall))
for (const { group, title } of overall.missed) console.log(`missed: ${group}: ${title}`)
for (const { group, title } of overall.falseAlarms) console.log(`false alarm: ${group}: ${title}`)
