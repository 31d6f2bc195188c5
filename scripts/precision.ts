// Draws a repeatable random sample of a rule's findings and prints each with what is needed to judge it; keeps docs/precision.json. See --help.
import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { rules } from '../rules/index.ts'
import { comparesVersions } from '../src/core/rule.ts'
import { readRecords } from './corpus-record.ts'
import { contextOf } from './precision-context.ts'
import { samplesOf, staleRows, withCounts, withJudgement } from './precision-record.ts'
import { Sampler, sampleSize } from './precision-sample.ts'
import type { Sample } from './precision-sample.ts'
import { parsePrecision } from './precision-table.ts'
import type { PrecisionRecord } from './precision-table.ts'

const help = `npm run precision -- --findings <file> --rule <id> [--seed <n>] [--size <n>]     a sample, to be read
npm run precision -- --findings <file> --rule <id> --wrong <n> --notes <text>   what was found in it, into the table
npm run precision -- --findings <file> --check [--update]                       which rows are out of date

  --findings <file>   what npm run corpus wrote with --preset all
  --rule <id>         the rule to judge
  --seed <n>          another seed, another sample (20261121)
  --size <n>          findings in the sample; all where there are fewer (${sampleSize})
  --wrong <n>         how many of the sample nobody would act on
  --notes <text>      what those were
  --check             lists rules of which more or less is found than docs/precision.json says, or whose sample is no longer the one that
                      was read; exits with 1 where there are any
  --update            puts the numbers right where the sample still is the one that was read

The judgements are kept in docs/precision.json; npm run generate makes the page.`

const { values } = parseArgs({
  options: {
    findings: { type: 'string' },
    rule: { type: 'string' },
    seed: { type: 'string', default: '20261121' },
    size: { type: 'string', default: String(sampleSize) },
    wrong: { type: 'string' },
    notes: { type: 'string', default: '' },
    check: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

/** Pairs of versions are no part of the corpus: the notes of their rows say where they come from. */
const inCorpus = rules.filter((rule) => !comparesVersions(rule))

const table = fileURLToPath(new URL('../docs/precision.json', import.meta.url))

if (values.help || values.findings === undefined || (values.rule === undefined && !values.check)) {
  console.log(help)
  process.exitCode = values.help ? 0 : 2
} else if (values.check) await check(values.findings)
else if (values.rule !== undefined) await judge(values.findings, values.rule)

async function judge(file: string, rule: string): Promise<void> {
  const seed = Number(values.seed)
  const sampler = new Sampler(rule, seed, values.wrong === undefined ? Number(values.size) : sampleSize)
  for await (const record of readRecords(file)) sampler.add(record)
  const sample = sampler.sample()
  if (values.wrong === undefined) print(rule, sample)
  else write(withJudgement(recorded(), rule, sample, { seed, wrong: Number(values.wrong), notes: values.notes }))
}

function print(rule: string, { population, findings, fingerprint }: Sample): void {
  console.log(`${rule}: ${findings.length} of ${population} findings, seed ${values.seed}, sample ${fingerprint}`)
  for (const [index, sampled] of findings.entries()) {
    const { input, finding } = sampled
    console.log(
      `\n${'='.repeat(100)}\n[${index + 1}/${findings.length}] ${input.name}: ${finding.file}:${finding.line}:${finding.column}`,
    )
    console.log(`${finding.severity}: ${finding.message}\n`)
    console.log(contextOf(sampled))
  }
}

async function check(file: string): Promise<void> {
  const before = recorded()
  const samples = await samplesOf(readRecords(file), inCorpus, (id) => before.rules[id]?.seed ?? Number(values.seed))
  const record = values.update ? withCounts(before, samples) : before
  if (values.update) write(record)
  const stale = staleRows(record, samples)
  for (const { id, found, stated, isRead } of stale) {
    console.log(`${id}: ${found} found, ${stated ?? 'nothing'} in the table${isRead ? '' : '; the sample is another one: read it'}`)
  }
  console.log(stale.length === 0 ? 'The table tells what is found.' : `${stale.length} of ${samples.size} rows are out of date.`)
  process.exitCode = stale.length === 0 ? 0 : 1
}

function recorded(): PrecisionRecord {
  return parsePrecision(JSON.parse(readFileSync(table, 'utf8')))
}

function write(record: PrecisionRecord): void {
  // What cannot be true must not get into the table.
  writeFileSync(table, `${JSON.stringify(parsePrecision(record), undefined, 2)}\n`)
}
