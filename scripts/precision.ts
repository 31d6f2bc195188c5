// Draws a repeatable random sample of a rule's findings and prints each with what is needed to judge it. See --help.
import process from 'node:process'
import { parseArgs } from 'node:util'

import { readRecords } from './corpus-record.ts'
import { contextOf } from './precision-context.ts'
import { Sampler } from './precision-sample.ts'

const help = `npm run precision -- --findings <file> --rule <id> [options]

  --findings <file>   what npm run corpus wrote
  --rule <id>         the rule to judge
  --seed <n>          another seed, another sample (20261121)
  --size <n>          findings in the sample; all where there are fewer (30)

The judgements go into docs/precision.json.`

const { values } = parseArgs({
  options: {
    findings: { type: 'string' },
    rule: { type: 'string' },
    seed: { type: 'string', default: '20261121' },
    size: { type: 'string', default: '30' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help || values.findings === undefined || values.rule === undefined) {
  console.log(help)
  process.exitCode = values.help ? 0 : 2
} else await print(values.findings, values.rule)

async function print(file: string, rule: string): Promise<void> {
  const sampler = new Sampler(rule, Number(values.seed), Number(values.size))
  for await (const record of readRecords(file)) sampler.add(record)
  const { population, findings } = sampler.sample()
  console.log(`${rule}: ${findings.length} of ${population} findings, seed ${values.seed}`)
  for (const [index, sampled] of findings.entries()) {
    const { input, finding } = sampled
    console.log(
      `\n${'='.repeat(100)}\n[${index + 1}/${findings.length}] ${input.name}: ${finding.file}:${finding.line}:${finding.column}`,
    )
    console.log(`${finding.severity}: ${finding.message}\n`)
    console.log(contextOf(sampled))
  }
}
