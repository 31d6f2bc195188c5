import type { ChalkInstance } from 'chalk'

import { UsageError } from '../../core/errors.ts'
import { printable } from '../../core/printable.ts'
import { someOf } from '../../core/some-of.ts'
import { wrap } from '../../core/wrap.ts'
import type { AreaExplanation, LayerExplanation, Placed } from '../../project/layers/explanation.ts'
import { relativePath } from '../../reporters/reporter.ts'
import { explainCode } from '../node/explain-architecture.ts'
import type { RootExplanation } from '../node/explain-architecture.ts'
import { valueOf } from './arguments.ts'
import type { Arguments } from './arguments.ts'
import type { ExitCode } from './exit-code.ts'
import { colorLevel, write } from './terminal.ts'
import type { Terminal } from './terminal.ts'
import { workingDirectory } from './working-directory.ts'

/** `setsquare explain architecture [path]`: the architecture of each package, and the evidence for it. */
export async function explainArchitectureCommand(args: Arguments, paths: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const cwd = workingDirectory(valueOf(args, 'cwd'))
  const configFile = valueOf(args, 'config')
  const roots = await explainCode({ cwd, paths, ...(configFile !== undefined && { configFile }) })
  if (roots.every(({ packages }) => packages.length === 0)) throw new UsageError('there is no TypeScript or JavaScript here')
  const text = valueOf(args, 'format') === 'json' ? asJson(roots, cwd) : await asText(roots, cwd, args, terminal)
  await write(terminal.stdout, text)
  return 0
}

function asJson(roots: readonly RootExplanation[], cwd: string): string {
  const list = roots.map(({ root, packages }) => ({ root: relativePath(cwd, root), packages }))
  return `${JSON.stringify({ version: 1, roots: list }, undefined, 2)}\n`
}

async function asText(roots: readonly RootExplanation[], cwd: string, args: Arguments, terminal: Terminal): Promise<string> {
  const { Chalk } = await import('chalk')
  const wanted = args.flags.has('no-color') ? false : args.flags.has('color') || undefined
  const chalk = new Chalk({ level: colorLevel(terminal, wanted) })
  const all = roots.flatMap(({ root, packages }) =>
    packages.map((area) => ({ area, place: relativePath(cwd, area.package === '' ? root : `${root}/${area.package}`) })),
  )
  // Packages without layers are only listed by name, unless the project has no others.
  const isWorthTelling = ({ area }: (typeof all)[number]): boolean => area.layers.length > 0 || area.isBackend
  const told = all.some(isWorthTelling) ? all.filter(isWorthTelling) : all
  const rest = all.filter((one) => !told.includes(one)).map(({ place }) => place)
  const parts = told.map(({ area, place }) => describe(area, place, chalk))
  if (rest.length > 0) parts.push(indented(`No layers, because nothing in them handles requests or stores data: ${someOf(rest, mostPackages)}.`, 0).join('\n'))
  return `${parts.join('\n\n')}\n`
}

// How many packages without layers are named. The JSON format has all of them.
const mostPackages = 12
// How many reasons and folders are shown. The JSON format has all of them.
const mostShown = 4
const width = 100

function describe(area: AreaExplanation, place: string, chalk: ChalkInstance): string {
  const { architecture, origin, because, layers, roles = [], outside, shared, unplaced } = area
  const head = `${chalk.bold(printable(place))}: ${chalk.cyan(architecture ?? 'no architecture recognised')}${origin === 'declined' ? '' : `, ${origin}`}`
  const lines = [head, ...indented(`${because}.`, 2)]
  if (layers.length > 0) lines.push('', '  Layers', ...layers.flatMap((layer) => layerLines(layer, chalk)))
  if (roles.length > 0) lines.push('', '  Roles', ...roles.flatMap((role) => placedLines(role, '', chalk)))
  if (outside.length > 0) lines.push('', '  Outside the layers', ...outside.flatMap((one) => placedLines(one, '', chalk)))
  const total = unplaced.reduce((sum, { modules }) => sum + modules, 0)
  if (shared + total > 0) lines.push('')
  if (shared > 0) lines.push(...indented(`Shared by all: ${count(shared)} (types, helpers, configuration, middleware and the like).`, 2))
  if (total > 0) {
    const folders = unplaced.map(({ folder, modules }) => `${folder === '' ? '.' : folder} (${modules})`)
    lines.push(...indented(`${layers.length > 0 ? 'Unplaced' : 'Others'}: ${count(total)}, in ${someOf(folders, mostShown * 2)}.`, 2))
  }
  if (origin !== 'configured' && architecture === null)
    lines.push(...indented('Name a preset or your own layers under `architecture` in the configuration if this is wrong.', 2))
  return lines.join('\n')
}

function layerLines(layer: LayerExplanation, chalk: ChalkInstance): string[] {
  const allowed = layer.mayImport.length === 0 ? 'imports no other layer' : `may import ${layer.mayImport.join(', ')}`
  return placedLines(layer, `; ${allowed}`, chalk)
}

function placedLines({ name, modules, evidence }: Placed, more: string, chalk: ChalkInstance): string[] {
  const shown = evidence.slice(0, mostShown)
  const rest = evidence.slice(mostShown).reduce((sum, one) => sum + one.modules, 0)
  return [
    `    ${chalk.bold(name)}: ${count(modules)}${chalk.dim(more)}`,
    ...shown.map((one) => `      ${String(one.modules).padStart(4)}  ${printable(one.because)} ${chalk.dim(`(${printable(one.example)})`)}`),
    ...(rest === 0 ? [] : [`      ${String(rest).padStart(4)}  for other reasons`]),
  ]
}

function count(modules: number): string {
  return modules === 0 ? 'no module' : modules === 1 ? '1 module' : `${modules} modules`
}

function indented(text: string, by: number): string[] {
  return wrap(printable(text), width - by).map((line) => ' '.repeat(by) + line)
}
