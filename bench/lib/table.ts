import { renderTable } from '../../scripts/text-table.ts'
import type { Machine, Results, Row, Section, TargetResult } from './result.ts'
import type { Spread } from './statistics.ts'

/** The results as plain text: machine, versions, a table for each section, targets. */
export function renderResults({ date, machine, versions, sections, targets }: Results): string {
  return [
    `Setsquare bench, ${date}`,
    renderMachine(machine),
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
    ...sections.map(renderSection),
    ...(targets.length > 0 ? [renderTargets(targets)] : []),
    '',
  ].join('\n\n')
}

function renderMachine({ cpu, cores, memoryGb, platform, loadBefore }: Machine): string {
  const busy = loadBefore > 0.5 ? ' (the machine was not idle: compare CPU rather than time)' : ''
  return `${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}; load before: ${loadBefore.toFixed(2)}${busy}`
}

function renderSection(section: Section): string {
  const work = section.work.map(({ input, bytes, operations, files }) =>
    [
      input,
      megabytes(bytes),
      ...(operations === undefined ? [] : [`${operations} operations`]),
      ...(files === undefined ? [] : [`${files} files`]),
    ].join(', '),
  )
  const took = section.took === undefined ? '' : ` Measuring took ${section.took.toFixed(0)} s.`
  const parts = [`${section.title}\n${section.about}${took}\n${work.join('\n')}`]
  if (section.rows.length > 0) parts.push(renderRows(section.rows))
  const points = section.points ?? []
  if (points.length > 0) {
    const header = ['document', 'size', 'operations', 'time', 'CPU', 'warm CPU', 'memory']
    const lines = points.map(({ input, bytes, operations, wall, cpu, warm, memory }) => [
      input,
      megabytes(bytes),
      String(operations ?? '-'),
      `${(wall / 1000).toFixed(3)} s`,
      ...[cpu, warm].map((value) => (value === undefined ? '-' : `${(value / 1000).toFixed(3)} s`)),
      memory === undefined ? '-' : `${memory.toFixed(0)} MB`,
    ])
    parts.push(renderTable(header, lines))
  }
  return parts.join('\n\n')
}

function renderRows(rows: readonly Row[]): string {
  const header = ['input', 'tool', 'version', 'runs', 'time (min/median/max)', 'CPU', 'memory', 'findings']
  const lines = rows.map((row) => [
    row.input,
    row.tool,
    row.version,
    row.runs === 0 ? '-' : String(row.runs),
    row.wall === undefined ? (isBelow(row) ? 'see below' : (row.note ?? '-')) : seconds(row.wall),
    row.cpu === undefined ? '-' : `${(row.cpu.median / 1000).toFixed(2)} s`,
    row.memory === undefined ? '-' : `${row.memory.median.toFixed(0)} MB`,
    row.findings === undefined ? '-' : String(row.findings),
  ])
  const notes = rows.filter(isBelow).map(({ tool, input, note = '' }) => `${tool} on ${input}: ${note}`)
  return [renderTable(header, lines), ...notes].join('\n')
}

/** True for rows whose note is printed below the table, because it would not fit. */
function isBelow({ note, wall }: Row): boolean {
  return note !== undefined && (wall !== undefined || note.length > 40)
}

function renderTargets(targets: readonly TargetResult[]): string {
  const lines = targets.map(({ target, sense, bound, measured, isLeast, unit, met }) => [
    target,
    `${sense} ${bound} ${unit}`.trim(),
    `${isLeast === true ? '> ' : ''}${measured.toFixed(2)} ${unit}`.trim(),
    met === undefined ? 'not known: raise --limit' : met ? 'met' : 'MISSED',
  ])
  return `Targets\n\n${renderTable(['what', 'target', 'measured', ''], lines)}`
}

function seconds({ min, median, max }: Spread): string {
  return `${[min, median, max].map((value) => (value / 1000).toFixed(3)).join(' / ')} s`
}

function megabytes(bytes: number): string {
  return bytes < 1e5 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(2)} MB`
}
