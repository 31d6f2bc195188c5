// Compares our rules with Spectral's common rulesets on a random sample of real contracts. See --help.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

import { rules } from '../rules/index.ts'
import { equivalents } from '../src/hosts/spectral/equivalents.ts'
import { contractsIn } from './corpus-inputs.ts'
import { compareRules, setUpSpectral } from './parity-compare.ts'
import type { RuleTally } from './parity-compare.ts'
import { hashText } from './random.ts'
import { renderTable } from './text-table.ts'

const help = `npm run parity:rules -- --contracts <dir> [options]

  --contracts <dir>   a directory of contracts
  --sample <n>        how many of them (300)
  --largest <kB>      larger ones are left out: Spectral is slow (300)
  --seed <n>          another seed, another sample (20261121)
  --show <rule>       print what only Spectral says by this rule of its own, or by all

Each result of Spectral is found at the same place by one of our rules that the table names, is covered by a finding that speaks for the
whole document, or is theirs only. Exit 1 where a rule has results that are theirs only, and the table says nothing about it.`

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      contracts: { type: 'string' },
      sample: { type: 'string', default: '300' },
      largest: { type: 'string', default: '300' },
      seed: { type: 'string', default: '20261121' },
      show: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help || values.contracts === undefined) {
    console.log(help)
    process.exitCode = values.help ? 0 : 2
  } else await run(values.contracts, Number(values.sample), Number(values.largest) * 1000, values.seed, values.show)
}

async function run(directory: string, size: number, largest: number, seed: string, show: string | undefined): Promise<void> {
  const ordered = contractsIn(directory).map(({ name, root, path }) => ({ name, file: join(root, path), order: hashText(`${seed}\n${name}`) }))
  const spectral = setUpSpectral()
  const none: RuleTally = { samePlace: 0, saidOnce: 0, theirsOnly: 0, theirDocuments: 0, oursOnly: 0 }
  const tallies = new Map(equivalents.map(({ rule }) => [rule, { ...none }]))
  let compared = 0
  for (const { name, file } of ordered.sort((a, b) => a.order - b.order)) {
    if (compared === size) break
    const only = await compareRules(file, largest, spectral, tallies)
    if (only === undefined) continue
    compared++
    if (compared % 25 === 0) process.stderr.write(`${compared} of ${size}\n`)
    for (const { rule, line } of only) if (show === rule || show === 'all') console.log(`${rule} ${name}${line}`)
  }
  print(tallies, compared, seed)
}

function print(tallies: ReadonlyMap<string, RuleTally>, compared: number, seed: string): void {
  const rows = equivalents.flatMap(({ rule, ours, note }) => {
    const tally = tallies.get(rule)
    if (tally === undefined || tally.samePlace + tally.saidOnce + tally.theirsOnly + tally.oursOnly === 0) return []
    const verdict = tally.theirsOnly === 0 ? '' : verdictOn(ours, note)
    const counts = [tally.samePlace, tally.saidOnce, tally.theirsOnly, tally.theirDocuments, tally.oursOnly].map(String)
    return [[rule, ours.join(' ') || '-', ...counts, verdict]]
  })
  console.log(`${compared} contracts, seed ${seed}\n`)
  console.log(renderTable(['Spectral', 'ours', 'same place', 'said once', 'theirs only', 'in documents', 'ours only', 'theirs only is'], rows))
  if (rows.some((row) => row.at(-1) === 'NOT EXPLAINED')) process.exitCode = 1
}

function verdictOn(ours: readonly string[], note: string): string {
  if (ours.length === 0) return 'no equivalent, by reason'
  if (!ours.some((id) => rules.some((rule) => rule.id === id))) return 'rule to come'
  return note === '' ? 'NOT EXPLAINED' : 'explained'
}
