import { Chalk } from 'chalk'
import type { ChalkInstance } from 'chalk'

import { counted } from '../core/counted.ts'
import type { Severity } from '../core/diagnostic.ts'
import type { Finding } from '../core/finding.ts'
import type { Report, Summary } from '../core/report.ts'
import { groupBy } from '../core/group.ts'
import { lineReader } from '../core/lines.ts'
import type { LineReader } from '../core/lines.ts'
import { printable } from '../core/printable.ts'
import { someOf } from '../core/some-of.ts'
import { wrap } from '../core/wrap.ts'
import { baselineLine, fixedLines } from './baseline.ts'
import { coverageLines } from './coverage.ts'
import { frameOf } from './frame.ts'
import { relativePath } from './reporter.ts'
import type { ReportContext } from './reporter.ts'
import { countsOf, lookedAt, unfinished } from './wording.ts'
import type { Counts } from './wording.ts'

/** The maximum width of reasons, in characters: wider lines are hard to read. */
const maxWidth = 110

/** How many related places of a finding are listed. */
const maxPlaces = 8

/** With more findings than this, only the first one of each rule is shown with its code. */
const maxFrames = 25

/**
 * The format for terminals: findings by file, each on a line as in ESLint and Spectral, with the code. The first finding of a rule
 * also says why the rule exists and what to do.
 */
export function pretty(report: Report, context: ReportContext): string {
  const page = new PrettyPage(context, report.findings.length <= maxFrames)
  const files = [...groupBy(report.findings, (finding) => finding.file)].flatMap(([file, findings]) => page.file(file, findings))
  return `${[...files, ...page.topics(report.findings), ...page.coverage(report), ...page.baseline(report), ...page.conclusion(report)].join('\n')}\n`
}

class PrettyPage {
  readonly #context: ReportContext
  readonly #chalk: ChalkInstance
  readonly #framesForAll: boolean
  readonly #explained = new Set<string>()

  constructor(context: ReportContext, framesForAll: boolean) {
    this.#context = context
    this.#chalk = new Chalk({ level: context.color })
    this.#framesForAll = framesForAll
  }

  file(file: string, findings: readonly Finding[]): string[] {
    const width = findings.reduce((widest, finding) => Math.max(widest, place(finding).length), 0)
    const text = this.#context.textOf(file)
    const lineAt = text === undefined ? () => undefined : lineReader(text)
    const name = this.#chalk.underline(printable(relativePath(this.#context.cwd, file)))
    const blocks = findings.map((finding) => this.#finding(finding, lineAt, width))
    // Findings of several lines are separated by blank lines; those of one line are not.
    const isApart = (index: number): boolean => [index - 1, index].some((at) => (blocks[at]?.length ?? 1) > 1) && index > 0
    return [name, ...blocks.flatMap((block, index) => (isApart(index) ? ['', ...block] : block)), '']
  }

  #finding(finding: Finding, lineAt: LineReader, width: number): string[] {
    const chalk = this.#chalk
    const isFirst = !this.#explained.has(finding.rule)
    this.#explained.add(finding.rule)
    const severity = this.#colored(finding.severity)(finding.severity.padEnd(5))
    const [first = '', ...rest] = this.#message(finding, width + 11)
    const lines = [`  ${chalk.dim(place(finding).padStart(width))}  ${severity}  ${first}`, ...rest.map((line) => ' '.repeat(width + 11) + line)]
    if (!isFirst && !this.#framesForAll) return lines
    lines.push(...this.#frame(finding, lineAt, width), ...this.#elsewhere(finding, width))
    const rule = isFirst ? this.#context.rules.get(finding.rule) : undefined
    if (rule !== undefined) lines.push(...this.#reason('why', rule.why, width), ...this.#reason('do', rule.fix, width))
    return lines
  }

  /** The message followed by the rule's name, as in ESLint. */
  #message({ message, rule }: Finding, indent: number): string[] {
    const lines = this.#wrapped(printable(message.replace(/\s+/g, ' ')), indent, this.#context.width)
    const last = lines.pop() ?? ''
    const fits = indent + last.length + 2 + rule.length <= (this.#context.width ?? Infinity)
    return [...lines, ...(fits ? [`${last}  ${this.#chalk.dim(rule)}`] : [last, this.#chalk.dim(rule)])]
  }

  /** The related places; a file as a whole is named without a line. */
  #elsewhere({ file, related }: Finding, width: number): string[] {
    const places = new Set(
      related.flatMap((other): string[] => {
        const isWhole = other.endLine === 1 && other.endColumn === 1
        if (other.file === file) return isWhole ? [] : [place(other)]
        const name = printable(relativePath(this.#context.cwd, other.file))
        return [isWhole ? name : `${name}:${place(other)}`]
      }),
    )
    return places.size === 0 ? [] : this.#reason('and', `at ${someOf([...places], maxPlaces)}`, width)
  }

  #reason(label: string, text: string, width: number): string[] {
    const lines = this.#wrapped(text, width + 9, Math.min(this.#context.width ?? maxWidth, maxWidth))
    return lines.map((line, index) => this.#chalk.dim(`${' '.repeat(width + 4)}${(index === 0 ? label : '').padEnd(3)}  ${line}`))
  }

  /** A text in lines that fit after an indent. One line if the width is unknown, as in a pipe, where that is easier to search. */
  #wrapped(text: string, indent: number, limit: number | undefined): string[] {
    return limit === undefined ? [text] : wrap(text, Math.max(limit - indent, 40))
  }

  #frame(finding: Finding, lineAt: LineReader, width: number): string[] {
    const gutterWidth = width + 8
    const frame = frameOf(lineAt(finding.line), finding, (this.#context.width ?? Infinity) - gutterWidth)
    if (frame === undefined) return []
    const chalk = this.#chalk
    const gutter = `${' '.repeat(width + 4)}${chalk.dim('│')} `
    const mark = this.#colored(finding.severity)('^'.repeat(frame.length))
    return [gutter + frame.code, gutter + ' '.repeat(frame.start) + mark]
  }

  /** The counts by topic; left out for a single topic, where they would repeat the conclusion. */
  topics(findings: readonly Finding[]): string[] {
    const topics = [...groupBy(findings, (finding) => finding.topic)]
    if (topics.length < 2) return []
    const rows = topics.map(([topic, group]) => ({ topic, ...countsOf(group) }))
    rows.sort((a, b) => b.errors - a.errors || b.warnings - a.warnings || b.infos - a.infos || (a.topic < b.topic ? -1 : 1))
    const width = Math.max(...rows.map(({ topic }) => topic.length))
    return [this.#chalk.bold('By topic'), ...rows.map((row) => `  ${row.topic.padEnd(width)}  ${this.#counts(row)}`), '']
  }

  coverage({ coverage }: Report): string[] {
    if (coverage.length === 0) return []
    return [this.#chalk.bold('Not checked'), ...coverageLines(coverage, this.#context.cwd).map((line) => this.#chalk.dim(`  ${line}`)), '']
  }

  baseline({ baseline }: Report): string[] {
    const lines = baseline === undefined ? [] : fixedLines(baseline)
    return lines.length === 0 ? [] : [this.#chalk.bold('Fixed'), ...lines.map((line) => this.#chalk.dim(`  ${line}`)), '']
  }

  conclusion({ findings, summary, baseline }: Report): string[] {
    const chalk = this.#chalk
    const known = baseline === undefined ? [] : [`  ${baselineLine(baseline, findings.length, this.#context.cwd)}`]
    const looked = `${lookedAt(summary)} in ${(summary.durationMs / 1000).toFixed(2)} s`
    const fixed = summary.fixed === undefined || summary.fixed === 0 ? '' : `, ${summary.fixed} fixed`
    if (findings.length === 0) {
      const { result } = this.#context.verdict
      const nothing = `No ${baseline === undefined ? '' : 'new '}findings in ${looked}${fixed}`
      if (result === 'passed') return [`${chalk.green('✔')} ${nothing}`, ...known]
      // With `--quiet`, findings that are not shown may make the run fail.
      return [`${chalk.red('✖')} ${nothing}: ${result === 'incomplete' ? unfinished(summary) : 'findings that are not shown make the run fail'}`, ...known]
    }
    const files = new Set(findings.map((finding) => finding.file)).size
    const mark = summary.errors > 0 ? chalk.red('✖') : chalk.yellow('✖')
    return [`${mark} ${chalk.bold(counted(findings.length, 'finding'))} in ${counted(files, 'file')}: ${this.#counts(summary)}${fixed} ${chalk.dim(`(${looked})`)}`, ...known, ...this.#fixable(findings, summary)]
  }

  /** How many findings `--fix` would fix. */
  #fixable(findings: readonly Finding[], { fixed }: Summary): string[] {
    const count = findings.filter(({ fixes = [] }) => fixes.some(({ safe }) => safe)).length
    return count === 0 || fixed !== undefined ? [] : [this.#chalk.dim(`  ${count === findings.length ? 'All' : `${count}`} of them can be fixed with --fix`)]
  }

  #counts({ errors, warnings, infos }: Counts): string {
    return [
      ...(errors > 0 ? [this.#colored('error')(counted(errors, 'error'))] : []),
      ...(warnings > 0 ? [this.#colored('warn')(counted(warnings, 'warning'))] : []),
      ...(infos > 0 ? [this.#colored('info')(counted(infos, 'info'))] : []),
    ].join(', ')
  }

  #colored(severity: Severity): ChalkInstance {
    return severity === 'error' ? this.#chalk.red : severity === 'warn' ? this.#chalk.yellow : this.#chalk.blue
  }
}

function place({ line, column }: Pick<Finding, 'line' | 'column'>): string {
  return `${line}:${column}`
}
