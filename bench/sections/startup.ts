import process from 'node:process'

import { smallContract } from '../lib/contracts.ts'
import type { Context } from '../lib/context.ts'
import { inputsDirectory, setsquareCli } from '../lib/paths.ts'
import type { Section } from '../lib/result.ts'
import { raceTools } from '../lib/rows.ts'
import { nodeCommand, setsquare } from '../lib/tools.ts'
import type { Tool } from '../lib/tools.ts'

/** What it costs to start at all, and to check one small file. */
export async function measureStartup({ versions, built, race }: Context): Promise<Section> {
  const small = smallContract()
  const version = versions['setsquare'] ?? 'unknown'
  const tools: Tool[] = [
    {
      name: 'node -e 0',
      version: process.version,
      command: { file: process.execPath, args: ['-e', '0'], cwd: inputsDirectory, accepts: [0] },
    },
    {
      name: 'setsquare --version',
      version,
      command: nodeCommand(setsquareCli, ['--version'], inputsDirectory),
      ...(built ? {} : { missing: 'not built: run npm run build' }),
    },
    setsquare('setsquare check small.yaml', [small.file], inputsDirectory, versions, built),
  ]
  return {
    name: 'startup',
    title: 'Start',
    about: 'Whole processes that have next to nothing to do.',
    work: [small.work],
    // Short runs scatter more and cost little: three times as many.
    rows: await raceTools('small', tools, { ...race, runs: race.runs * 3 }),
  }
}
