import { Chalk } from 'chalk'
import type { ChalkInstance } from 'chalk'

import { UsageError } from '../../core/errors.ts'
import { printable } from '../../core/printable.ts'
import { unifiedDiff } from '../../reporters/diff.ts'
import type { Change } from '../init/change.ts'
import { lookAtFindings } from '../init/findings.ts'
import { propose } from '../init/proposal.ts'
import type { Proposal, Step } from '../init/proposal.ts'
import { lookAround } from '../init/repository.ts'
import { makeChanges } from '../init/write.ts'
import { projectRoot } from '../node/disk/paths.ts'
import { valueOf } from './arguments.ts'
import type { Arguments } from './arguments.ts'
import { Dialogue } from './ask.ts'
import { surveyLines } from './init-survey.ts'
import type { ExitCode } from './exit-code.ts'
import { colorLevel, Progress, write } from './terminal.ts'
import type { Terminal } from './terminal.ts'
import { version } from './version.ts'
import { workingDirectory } from './working-directory.ts'

/** `setsquare init`: inspects the repository, proposes what to write, and writes what the user confirms. */
export async function initCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (args.operands.length > 0) throw new UsageError('init takes no paths: it works on the whole repository')
  const isDryRun = args.flags.has('dry-run')
  const isAgreed = args.flags.has('yes')
  if (!isDryRun && !isAgreed && !process.stdin.isTTY) {
    throw new UsageError('init asks before it writes, and there is no terminal to answer on: use --yes to write everything, or --dry-run to only show it')
  }
  const root = projectRoot(workingDirectory(valueOf(args, 'cwd')))
  const wanted = args.flags.has('no-color') ? false : args.flags.has('color') || undefined
  const level = colorLevel(terminal, wanted)
  const page = new InitPage(new Chalk({ level }), level > 0 || terminal.stdout.isTTY === true)

  const repository = lookAround(root)
  const progress = new Progress(terminal, root)
  const look = await lookAtFindings(root, progress.update).finally(() => {
    progress.end()
  })
  if (look.contracts.length + look.sources === 0) {
    throw new UsageError(`nothing to check in ${root}: no OpenAPI document and no TypeScript or JavaScript`)
  }
  const proposal = propose(repository, look, version)
  await write(terminal.stdout, page.proposal(root, surveyLines(repository, look), proposal))
  if (isDryRun) {
    await write(terminal.stdout, page.diffs(proposal.steps, Infinity) + page.tasks(proposal, false))
    return 0
  }
  const agreed = isAgreed ? proposal.steps : await agree(proposal.steps, terminal, page)
  await makeChanges(root, agreed.flatMap(({ changes }) => changes), (change) => write(terminal.stdout, page.written(change)))
  await write(terminal.stdout, page.tasks(proposal, agreed.length > 0))
  return 0
}

/** The steps that the user confirms. Nothing is written before the last answer. */
async function agree(steps: readonly Step[], terminal: Terminal, page: InitPage): Promise<Step[]> {
  const dialogue = new Dialogue(process.stdin, 'descriptor' in terminal.stdout ? terminal.stderr : terminal.stdout)
  const agreed: Step[] = []
  try {
    for (const step of steps) {
      let answer = await dialogue.ask(step.question)
      while (answer === 'show') {
        await write(terminal.stdout, page.diffs([step], mostLines))
        answer = await dialogue.ask(step.question)
      }
      if (answer === 'quit') throw new UsageError('nothing was written')
      if (answer === 'yes') agreed.push(step)
    }
    return agreed
  } finally {
    dialogue.close()
  }
}

// How many lines of a new file are shown: a baseline may have thousands.
const mostLines = 60

class InitPage {
  readonly #chalk: ChalkInstance
  readonly #isForPeople: boolean

  /** @param isForPeople false if the output may be read by a program: a diff must then be unmodified */
  constructor(chalk: ChalkInstance, isForPeople: boolean) {
    this.#chalk = chalk
    this.#isForPeople = isForPeople
  }

  /** What was found, and what is to be written. */
  proposal(root: string, found: readonly (readonly [label: string, text: string])[], { steps }: Proposal): string {
    const width = Math.max(...found.map(([label]) => label.length))
    const changes = steps.flatMap((step) => step.changes)
    const longest = Math.max(0, ...changes.map(({ path }) => path.length))
    const lines = [
      this.#chalk.bold(printable(root)),
      ...found.map(([label, text]) => `  ${this.#chalk.dim(label.padEnd(width))}  ${printable(text)}`),
      '',
      ...(changes.length === 0 ? ['There is nothing left to write.'] : [this.#chalk.bold('To be written')]),
      ...changes.map(({ path, purpose, isNew }) => `  ${isNew ? this.#chalk.green('new   ') : this.#chalk.yellow('change')}  ${path.padEnd(longest)}  ${this.#chalk.dim(purpose)}`),
      ...(changes.length === 0 ? [] : ['']),
    ]
    return `${lines.join('\n')}\n`
  }

  /** @param most the maximal number of lines per file: enough for a person to decide; a pipe into `git apply` needs all */
  diffs(steps: readonly Step[], most: number): string {
    return steps.flatMap(({ changes }) => changes.map((change) => this.#diff(change, most))).join('\n')
  }

  #diff({ path, isNew, table }: Change, most: number): string {
    const lines = unifiedDiff(path, table).replace(isNew ? /^--- .*/ : /^$/, '--- /dev/null').replace(/\n$/, '').split('\n')
    const shown = lines.length > most ? [...lines.slice(0, most), `… and ${lines.length - most} more lines`] : lines
    return `${shown.map((line) => this.#colored(line)).join('\n')}\n`
  }

  #colored(line: string): string {
    const text = this.#isForPeople ? printable(line) : line
    if (/^(?:---|\+\+\+) /.test(line)) return this.#chalk.bold(text)
    return line.startsWith('+') ? this.#chalk.green(text) : line.startsWith('-') ? this.#chalk.red(text) : line.startsWith('@@') ? this.#chalk.cyan(text) : text
  }

  written({ path, isNew }: Change): string {
    return `${this.#chalk.green('✔')} ${isNew ? 'wrote' : 'changed'} ${printable(path)}\n`
  }

  /** What remains to be done by hand. */
  tasks({ tasks }: Proposal, isWritten: boolean): string {
    const last = isWritten ? ['Review the changes and commit them. `npx setsquare check` checks the project.'] : []
    const lines = tasks.flatMap(({ what, text }) => [`- ${what}`, ...(text === undefined ? [] : ['', ...text.trimEnd().split('\n').map((line) => `    ${line}`), ''])])
    const all = [...lines, ...last.map((line) => `- ${line}`)]
    return all.length === 0 ? '' : `\n${this.#chalk.bold('To do by hand')}\n${all.join('\n')}\n`
  }
}
