// Compares the findings of our rules in Spectral and in ESLint with `setsquare check` on a random sample of real contracts. See --help.
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'

import { presetNames } from '../src/config/configuration-file.ts'
import type { PresetName } from '../src/config/configuration-file.ts'
import { contractsIn } from './corpus-inputs.ts'
import { compareHosts } from './parity-hosts.ts'
import type { Compared } from './parity-hosts.ts'
import { hashText } from './random.ts'
import { renderTable } from './text-table.ts'

const help = `npm run parity -- --contracts <dir> [options]

  --contracts <dir>   a directory of contracts
  --sample <n>        how many of them (200)
  --seed <n>          another seed, another sample (20261121)
  --preset <name>     the preset in all hosts (recommended)

Exit 1 where they say different things.`

const { values } = parseArgs({
  options: {
    contracts: { type: 'string' },
    sample: { type: 'string', default: '200' },
    seed: { type: 'string', default: '20261121' },
    preset: { type: 'string', default: 'recommended' },
    help: { type: 'boolean', default: false },
  },
})
const preset = presetNames.find((name) => name === values.preset)
if (values.help || values.contracts === undefined || preset === undefined) {
  console.log(help)
  process.exitCode = values.help ? 0 : 2
} else await compareSample(values.contracts, Number(values.sample), values.seed, preset)

async function compareSample(directory: string, size: number, seed: string, preset: PresetName): Promise<void> {
  const ordered = contractsIn(directory).map(({ name, root, path }) => ({ name, file: join(root, path), order: hashText(`${seed}\n${name}`) }))
  const sample = ordered.sort((a, b) => a.order - b.order).slice(0, size)
  const compared: Compared[] = []
  for (const { name, file } of sample) {
    const one = await compareHosts(file, preset)
    compared.push(one)
    for (const host of ['spectral', 'eslint'] as const) {
      for (const line of one[host].onlyCheck) console.log(`${name}: only setsquare check, and not ${host}: ${line}`)
      for (const line of one[host].onlyHost) console.log(`${name}: only ${host}: ${line}`)
    }
  }
  for (const host of ['spectral', 'eslint'] as const) {
    const equal = compared.filter((one) => one[host].onlyCheck.length + one[host].onlyHost.length === 0)
    const findings = compared.reduce((sum, one) => sum + one[host].both, 0)
    console.log(`${host}: ${equal.length} of ${compared.length} documents equal, ${findings} findings in common (preset ${preset}, seed ${seed})`)
    if (equal.length < compared.length) process.exitCode = 1
  }
  console.log(`\n${timesOf(compared)}`)
}

function timesOf(compared: readonly Compared[]): string {
  const row = (title: string, of: (times: Compared['times']) => number): string[] => {
    const sorted = compared.map(({ times }) => of(times)).sort((a, b) => a - b)
    const quantiles = [0.5, 0.9].map((share) => sorted[Math.floor(sorted.length * share)] ?? 0)
    return [title, ...[...quantiles, sorted.reduce((a, b) => a + b, 0)].map((value) => value.toFixed(1))]
  }
  return renderTable(
    ['ms a document', 'median', '90 %', 'all'],
    [
      row('setsquare check', ({ check }) => check),
      row('Spectral, our ruleset', ({ spectral }) => spectral),
      row('Spectral, no rules', ({ spectralIdle }) => spectralIdle),
      row('the difference', ({ spectral, spectralIdle }) => spectral - spectralIdle),
      row('ESLint, our plugin', ({ eslint }) => eslint),
    ],
  )
}
