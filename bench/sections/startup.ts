import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

import { smallContract } from '../lib/contracts.ts'
import type { Context } from '../lib/context.ts'
import { inputsDirectory, setsquareCli } from '../lib/paths.ts'
import { commitAll, syntheticProject } from '../lib/projects.ts'
import type { Section } from '../lib/result.ts'
import { raceTools } from '../lib/rows.ts'
import { nodeCommand, setsquare } from '../lib/tools.ts'
import type { Tool } from '../lib/tools.ts'

const edited = join('src', 'error', 'Module5.ts')

/**
 * A project of 500 files, configured by `setsquare init`, in which one file is staged.
 * @param added makes what is added to it from a number
 */
function withOneStaged(name: string, added = (count: number): string => `// changed ${count}`): { readonly directory: string; readonly stage: () => void } {
  const { directory } = syntheticProject(500, name)
  rmSync(join(directory, 'setsquare.config.mjs'))
  spawnSync(process.execPath, [setsquareCli, 'init', '--yes'], { cwd: directory })
  commitAll(directory)
  const text = readFileSync(join(directory, edited), 'utf8')
  let count = 0
  const stage = (): void => {
    writeFileSync(join(directory, edited), `${text}${added(++count)}\n`)
    spawnSync('git', ['add', '--all'], { cwd: directory })
  }
  stage()
  return { directory, stage }
}

/** The time to start, and to check one small file. */
export async function measureStartup({ versions, built, race }: Context): Promise<Section> {
  const small = smallContract()
  const version = versions['setsquare'] ?? 'unknown'
  const staged = withOneStaged('staged')
  const changing = (what: string, { directory, stage }: ReturnType<typeof withOneStaged>): Tool => {
    const tool = setsquare(`setsquare --staged, ${what} before each run`, ['--staged'], directory, versions, built)
    return { ...tool, command: { ...tool.command, prepare: stage } }
  }
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
    setsquare('setsquare check small.yaml', [small.file, '--no-cache'], inputsDirectory, versions, built),
    setsquare('setsquare --staged, one of 500 files', ['--staged'], staged.directory, versions, built),
    changing('changed', withOneStaged('changed')),
    // Other files may see this, so the whole project is judged again.
    changing('an export added', withOneStaged('exporting', (count) => `export const added${count} = ${count}`)),
  ]
  return {
    name: 'startup',
    title: 'Start',
    about: 'Whole processes that have next to nothing to do.',
    work: [small.work],
    // Short runs vary more and are cheap, so there are three times as many.
    rows: await raceTools('small', tools, { ...race, runs: race.runs * 3 }),
  }
}
