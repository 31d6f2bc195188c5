import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { load } from 'js-yaml'

import { interpolate, isDue } from './expressions.ts'
import type { Scope } from './expressions.ts'

/** Where a workflow runs: a checkout, a directory for files of the runner, and the programs on the machine. */
export interface Machine {
  readonly workspace: string
  /** Empty at the start. */
  readonly temp: string
  readonly env?: Readonly<Record<string, string>>
  /** What `uses:` resolves to, by name without version: the text of an `action.yml` with its directory, or a replacement for the action. */
  readonly actions: Readonly<Record<string, Action>>
}

export type Action =
  | { readonly text: string; readonly directory: string }
  | ((inputs: Readonly<Record<string, string>>, machine: Machine) => void)

/** The visible results of a run. */
export interface Outcome {
  readonly conclusion: 'success' | 'failure'
  readonly log: string
  readonly annotations: readonly Annotation[]
  /** The job summaries of all steps. */
  readonly summary: string
  readonly outputs: Readonly<Record<string, string>>
}

export interface Annotation {
  readonly kind: 'error' | 'warning' | 'notice'
  readonly message: string
  readonly file?: string
  readonly line?: string
  readonly title?: string
}

type Scalar = string | number | boolean

interface Step {
  readonly name?: string
  readonly id?: string
  readonly if?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, Scalar>>
  readonly run?: string
  readonly shell?: string
  readonly 'working-directory'?: string
  readonly env?: Readonly<Record<string, Scalar>>
}

const stepKeys = new Set(['name', 'id', 'if', 'uses', 'with', 'run', 'shell', 'working-directory', 'env'])

/** Runs the only job of a workflow as GitHub's runner does, as far as needed here. */
export async function runWorkflow(text: string, machine: Machine): Promise<Outcome> {
  const { jobs } = load(text) as { readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[]; readonly env?: Readonly<Record<string, string>> }>> }
  const [job, ...others] = Object.values(jobs)
  if (job === undefined || others.length > 0) throw new Error('a workflow of one job is wanted')
  return runSteps(job.steps, { github: { event_name: 'pull_request', workspace: machine.workspace }, env: job.env ?? {}, secrets: { GITHUB_TOKEN: 'secret' } }, machine, {})
}

/** Runs an action by itself. */
export async function runAction(text: string, directory: string, inputs: Readonly<Record<string, string>>, machine: Machine): Promise<Outcome> {
  const action = load(text) as {
    readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>
    readonly outputs: Readonly<Record<string, { readonly value: string }>>
    readonly runs: { readonly using: string; readonly steps: readonly Step[] }
  }
  if (action.runs.using !== 'composite') throw new Error('only composite actions are run')
  for (const name of Object.keys(inputs)) if (!Object.hasOwn(action.inputs, name)) throw new Error(`the action has no input '${name}'`)
  for (const step of action.runs.steps) if (step.run !== undefined && step.shell === undefined) throw new Error('a composite action needs a shell for each script')
  const given = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, inputs[name] ?? input.default ?? '']))
  const scope = { inputs: given, github: { action_path: directory, workspace: machine.workspace } }
  const outcome = await runSteps(action.runs.steps, scope, machine, { GITHUB_ACTION_PATH: directory })
  const steps = outcome.byStep
  const outputs = Object.fromEntries(Object.entries(action.outputs).map(([name, { value }]) => [name, interpolate(value, { ...scope, steps })]))
  return { ...outcome, outputs }
}

async function runSteps(
  steps: readonly Step[],
  scope: Scope,
  machine: Machine,
  env: Readonly<Record<string, string>>,
): Promise<Outcome & { readonly byStep: Scope }> {
  const byStep: Record<string, { readonly outputs: Readonly<Record<string, string>> }> = {}
  const outcomes: Outcome[] = []
  let failed = false
  for (const step of steps) {
    for (const key of Object.keys(step)) if (!stepKeys.has(key)) throw new Error(`a step has a key that is not known here: '${key}'`)
    const here = { ...scope, steps: byStep }
    if (!isDue(step.if, here, { failed })) continue
    const outcome = step.run === undefined ? await use(step, here, machine) : await runScript(step, here, machine, env)
    outcomes.push(outcome)
    if (step.id !== undefined) byStep[step.id] = { outputs: outcome.outputs }
    failed ||= outcome.conclusion === 'failure'
  }
  return {
    conclusion: failed ? 'failure' : 'success',
    log: outcomes.map(({ log }) => log).join(''),
    annotations: outcomes.flatMap(({ annotations }) => annotations),
    summary: outcomes.map(({ summary }) => summary).join(''),
    outputs: {},
    byStep,
  }
}

async function use({ uses = '', with: given = {} }: Step, scope: Scope, machine: Machine): Promise<Outcome> {
  const name = /^([^@]+)@v\d+(?:\.\d+)*$/.exec(uses)?.[1] ?? ''
  const action = machine.actions[name]
  if (action === undefined) throw new Error(`no such action: '${uses}'`)
  const inputs = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, interpolate(String(value), scope)]))
  if (typeof action !== 'function') return runAction(action.text, action.directory, inputs, machine)
  action(inputs, machine)
  return { conclusion: 'success', log: '', annotations: [], summary: '', outputs: {} }
}

async function runScript(step: Step, scope: Scope, machine: Machine, given: Readonly<Record<string, string>>): Promise<Outcome> {
  mkdirSync(machine.temp, { recursive: true })
  const home = mkdtempSync(join(machine.temp, '_step-'))
  const script = join(home, 'script.sh')
  writeFileSync(script, interpolate(step.run ?? '', scope))
  const files = Object.fromEntries(['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_ENV', 'GITHUB_PATH'].map((name) => [name, join(home, name)]))
  for (const file of Object.values(files)) writeFileSync(file, '')
  const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, interpolate(String(value), scope)])
  const env = {
    ...{ PATH: process.env['PATH'] ?? '', HOME: home, TMPDIR: machine.temp, CI: 'true', GITHUB_ACTIONS: 'true' },
    ...{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'acme/shop', GITHUB_SHA: '0123456789012345678901234567890123456789' },
    ...{ GITHUB_WORKSPACE: machine.workspace, RUNNER_TEMP: machine.temp, RUNNER_OS: 'Linux' },
    ...machine.env,
    ...files,
    ...given,
    ...(Object.fromEntries(own) as Record<string, string>),
  }
  const directory = interpolate(step['working-directory'] ?? '.', scope)
  const cwd = isAbsolute(directory) ? directory : join(machine.workspace, directory)
  // The commands by which GitHub starts the two; the second is the default of `run`.
  const args = step.shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail', script] : ['-e', script]
  const { code, log } = await execute('bash', args, cwd, env)
  return {
    conclusion: code === 0 ? 'success' : 'failure',
    log,
    annotations: annotationsIn(log),
    summary: readFileSync(files['GITHUB_STEP_SUMMARY'] ?? '', 'utf8'),
    outputs: outputsIn(readFileSync(files['GITHUB_OUTPUT'] ?? '', 'utf8')),
  }
}

/** Runs a program with only the given environment, and none of this process's. */
export async function execute(program: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<{ code: number | null; log: string }> {
  if (!existsSync(cwd)) throw new Error(`no such directory: ${cwd}`)
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let log = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (log += text))
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ code, log })
    })
  })
}

function outputsIn(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line !== '')
  return Object.fromEntries(
    lines.map((line) => {
      const equals = line.indexOf('=')
      if (equals <= 0) throw new Error(`not an output: '${line}'`)
      return [line.slice(0, equals), line.slice(equals + 1)]
    }),
  )
}

/** The annotations made by the commands in a log. A token can suspend commands until it is repeated. */
function annotationsIn(log: string): Annotation[] {
  const annotations: Annotation[] = []
  let stopped: string | undefined
  for (const line of log.split(/\r?\n/)) {
    const [, name = '', list = '', data = ''] = /^::([^\s:]+)(?: ([^]*?))?::([^]*)$/.exec(line.trim()) ?? []
    if (stopped !== undefined) {
      if (name === stopped) stopped = undefined
    } else if (name === 'stop-commands') stopped = data
    else if (name === 'error' || name === 'warning' || name === 'notice') {
      const properties = list.split(',').map((property) => [property.slice(0, property.indexOf('=')), unescaped(property.slice(property.indexOf('=') + 1))])
      annotations.push({ ...(Object.fromEntries(properties) as object), kind: name, message: unescaped(data) })
    }
  }
  return annotations
}

function unescaped(text: string): string {
  return text.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}
