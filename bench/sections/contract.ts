import { bigContracts } from '../lib/contracts.ts'
import { inputsDirectory } from '../lib/paths.ts'
import type { Row, Section } from '../lib/result.ts'
import { raceTools } from '../lib/rows.ts'
import { contractTools } from '../lib/tools.ts'
import type { Context } from '../lib/context.ts'

/** Linting Stripe's and GitHub's contracts, written as YAML. */
export async function measureContracts(context: Context): Promise<Section> {
  const contracts = bigContracts(context.versions)
  const rows: Row[] = []
  for (const { name, file } of contracts) {
    rows.push(...(await raceTools(name, contractTools(file, inputsDirectory, context.versions, context.built), context.race)))
  }
  return {
    name: 'contract',
    title: 'Check a contract',
    about: 'Whole processes on one YAML document, each linter with its recommended rules, printing JSON.',
    work: contracts.map(({ work }) => work),
    rows,
  }
}
