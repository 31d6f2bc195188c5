// Runs the built product over a corpus of contracts and repositories. See --help.
import { createWriteStream } from 'node:fs'
import { cpus } from 'node:os'
import { resolve } from 'node:path'
import process from 'node:process'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'

import { findChecker } from './corpus-check.ts'
import { contractsIn, repositoriesIn } from './corpus-inputs.ts'
import { checkAll } from './corpus-pool.ts'
import type { CorpusHeader } from './corpus-record.ts'
import { CorpusSummary } from './corpus-summary.ts'

const help = `npm run corpus -- --contracts <path> --code <dir> --out <file> [options]

  --contracts <path>   a directory of OpenAPI documents, or one; may be repeated
  --code <dir>         a repository, or a directory of repositories; may be repeated
  --out <file>         one JSON line an input: how it ended, findings, coverage (what npm run precision reads)
  --preset <name>      recommended (the default), strict or all
  --jobs <n>           processes at a time (as many as processors)
  --timeout <seconds>  for one input (60)
  --only <text>        only inputs whose name holds the text

Prints crashes, timeouts, findings by rule, the noise figure and the slowest inputs. Exits with 1 where anything crashed or hung.`

const { values } = parseArgs({
  options: {
    contracts: { type: 'string', multiple: true, default: [] },
    code: { type: 'string', multiple: true, default: [] },
    out: { type: 'string' },
    preset: { type: 'string', default: 'recommended' },
    jobs: { type: 'string', default: String(cpus().length) },
    timeout: { type: 'string', default: '60' },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
})

const inputs = [...values.contracts.flatMap(contractsIn), ...values.code.flatMap(repositoriesIn)].filter(({ name }) =>
  name.includes(values.only),
)
if (values.help || values.out === undefined || inputs.length === 0) {
  console.log(help)
  process.exitCode = values.help ? 0 : 2
} else await run(values.out)

async function run(out: string): Promise<void> {
  const { through } = await findChecker(values.preset)
  const header: CorpusHeader = { preset: values.preset, through }
  const file = createWriteStream(resolve(out))
  file.write(`${JSON.stringify(header)}\n`)
  const summary = new CorpusSummary()
  let done = 0
  const options = { preset: values.preset, jobs: Number(values.jobs), timeout: Number(values.timeout) * 1000 }
  await checkAll(inputs, options, (record) => {
    file.write(`${JSON.stringify(record)}\n`)
    summary.add(record)
    done++
    if (done % 100 === 0) process.stderr.write(`${done} of ${inputs.length}\n`)
  })
  file.end()
  await finished(file)
  console.log(summary.render(values.preset))
  process.exitCode = summary.crashes > 0 ? 1 : 0
}
