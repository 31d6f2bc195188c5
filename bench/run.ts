// Compares Setsquare with its peers and with the floor, on this machine. See --help.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, platform, release, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'

import type { Context } from './lib/context.ts'
import { installPeers } from './lib/install.ts'
import { findTimeProgram } from './lib/measure.ts'
import { resultsDirectory, setsquareCli } from './lib/paths.ts'
import { renderPlot } from './lib/plot.ts'
import { sectionNames } from './lib/result.ts'
import type { Machine, Results, Section, SectionName } from './lib/result.ts'
import { renderResults } from './lib/table.ts'
import { compareWithTargets } from './lib/targets.ts'
import { collectVersions } from './lib/versions.ts'
import { measureContracts } from './sections/contract.ts'
import { measureEditor } from './sections/editor.ts'
import { measureGrowth } from './sections/growth.ts'
import { measureLinearity } from './sections/linear.ts'
import { measureSource } from './sections/source.ts'
import { measureStartup } from './sections/startup.ts'

const help = `npm run bench -- [options]

  --only <section>     contract, source, growth, startup, editor or linear; may be repeated
  --runs <n>           measured runs after the warm-up (5)
  --budget <seconds>   a tool that has used so much takes no further run of an input (20)
  --slow <seconds>     the first run of a tool that takes so long is its only one (10)
  --limit <seconds>    a process is ended after so long, and its row says so (60)
  --typeorm <dir>      a checkout of typeorm for the source section (or TYPEORM in the environment);
                       without it a generated project is measured
  --documents <n>      how many documents the linear section looks at (40)

Installs the peers on first use. Writes results.json and plot.svg into bench/results, anew after each section. Everything takes less
than ten minutes on an idle machine of two cores. Reports and never fails on a slow machine.`

const measures: { readonly [Name in SectionName]: (context: Context) => Promise<Section> } = {
  contract: measureContracts,
  source: measureSource,
  growth: measureGrowth,
  startup: measureStartup,
  editor: measureEditor,
  linear: measureLinearity,
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    runs: { type: 'string', default: '5' },
    budget: { type: 'string', default: '20' },
    slow: { type: 'string', default: '10' },
    limit: { type: 'string', default: '60' },
    typeorm: { type: 'string' },
    documents: { type: 'string', default: '40' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) console.log(help)
else await bench()

async function bench(): Promise<void> {
  const wanted = values.only ?? sectionNames
  const unknown = wanted.find((name) => !sectionNames.some((known) => known === name))
  if (unknown !== undefined) throw new Error(`there is no section '${unknown}': ${sectionNames.join(', ')}`)
  const progress = (line: string): void => void process.stderr.write(`${line}\n`)
  installPeers(progress)
  const machine = describeMachine()
  const time = findTimeProgram()
  if (time === undefined) progress('no /usr/bin/time on this machine: CPU and memory are not measured')
  const checkout = values.typeorm ?? process.env['TYPEORM']
  const versions = collectVersions()
  const context: Context = {
    versions,
    built: existsSync(setsquareCli),
    race: {
      runs: positive('runs', values.runs),
      budget: positive('budget', values.budget) * 1000,
      slow: positive('slow', values.slow) * 1000,
      limit: positive('limit', values.limit) * 1000,
      time,
      progress,
    },
    typeorm: checkout === undefined ? undefined : resolve(checkout),
    documents: positive('documents', values.documents),
  }
  const date = new Date().toISOString()
  const sections: Section[] = []
  for (const name of sectionNames.filter((one) => wanted.includes(one))) {
    const start = performance.now()
    sections.push({ ...(await measures[name](context)), took: (performance.now() - start) / 1000 })
    // Written after each section, so that an interrupted run keeps its results.
    write({ version: 1, date, machine, versions, sections, targets: compareWithTargets(sections) })
  }
  console.log(renderResults({ version: 1, date, machine, versions, sections, targets: compareWithTargets(sections) }))
}

function write(results: Results): void {
  mkdirSync(resultsDirectory, { recursive: true })
  writeFileSync(join(resultsDirectory, 'results.json'), `${JSON.stringify(results, undefined, 2)}\n`)
  writeFileSync(join(resultsDirectory, 'plot.svg'), renderPlot(results))
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new Error(`--${name} wants a number greater than 0 and not '${text}'`)
  return value
}

function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    platform: `${platform()} ${release()}`,
    loadBefore: loadavg()[0] ?? 0,
  }
}
