import type { Results, Row, Section } from './result.ts'
import { scatterPanel } from './scatter.ts'
import { colours, lineFrom, margin, renderDocument, round, textAt, width } from './svg.ts'
import type { Panel } from './svg.ts'

const barLeft = 230
const barRight = width - 190
const barHeight = 18
const rowHeight = 28
const headHeight = 48

/** The results as one SVG document: bars for each input, and for the linear section time and memory against size. */
export function renderPlot(results: Results): string {
  const panels = results.sections.flatMap((section) => [...barPanels(section), ...scatterPanels(section)])
  return renderDocument([titlePanel(results), ...panels])
}

function titlePanel({ date, machine, versions }: Results): Panel {
  const second = `${date.slice(0, 10)}, Node ${versions['node'] ?? ''}, ${machine.cores} cores of ${machine.cpu}`
  const third = 'Whole processes; bars are medians, whiskers the fastest and the slowest run.'
  return {
    height: 58,
    markup: [
      textAt(margin, 16, 'Setsquare beside its peers', { size: 18, bold: true }),
      textAt(margin, 38, second, { colour: colours.quiet }),
      textAt(margin, 56, third, { colour: colours.quiet }),
    ].join('\n'),
  }
}

function barPanels(section: Section): Panel[] {
  return [...new Set(section.rows.map(({ input }) => input))]
    .map((input) => section.rows.filter((row) => row.input === input))
    .filter((rows) => rows.some(({ wall }) => wall !== undefined))
    .map((rows) => barPanel(section, rows))
}

function barPanel(section: Section, rows: readonly Row[]): Panel {
  const input = rows[0]?.input ?? ''
  const work = section.work.find((candidate) => candidate.input === input)
  const size = [
    ...(work === undefined ? [] : [`${(work.bytes / 1e6).toFixed(work.bytes < 1e5 ? 3 : 1)} MB`]),
    ...(work?.operations === undefined ? [] : [`${work.operations} operations`]),
    ...(work?.files === undefined ? [] : [`${work.files} files`]),
  ].join(', ')
  const most = Math.max(...rows.map(({ wall }) => wall?.max ?? 0)) / 1000
  const scale = (milliseconds: number): number => barLeft + (milliseconds / 1000 / most) * (barRight - barLeft)
  const sorted = [...rows].sort((left, right) => (left.wall?.median ?? Infinity) - (right.wall?.median ?? Infinity))
  const lines = sorted.map((row, index) => barLine(row, headHeight + index * rowHeight, scale))
  return {
    height: headHeight + rows.length * rowHeight,
    markup: [
      textAt(margin, 16, `${section.title}: ${input}`, { size: 14, bold: true }),
      textAt(margin, 34, size, { colour: colours.quiet }),
      lineFrom(barLeft, headHeight - 8, barLeft, headHeight + rows.length * rowHeight - 4, colours.grid),
      ...lines,
    ].join('\n'),
  }
}

function barLine(row: Row, top: number, scale: (milliseconds: number) => number): string {
  const middle = top + barHeight / 2
  const label = textAt(barLeft - 10, middle + 4, row.tool, { anchor: 'end', bold: isOurs(row) })
  if (row.wall === undefined)
    return [label, textAt(barLeft + 8, middle + 4, (row.note ?? '').slice(0, 80), { colour: colours.quiet })].join('\n')
  const { min, median, max } = row.wall
  const length = round(Math.max(1, scale(median) - barLeft))
  const bar = `<rect x="${barLeft}" y="${top}" width="${length}" height="${barHeight}" fill="${colourOf(row)}"/>`
  const memory = row.memory === undefined ? '' : `, ${row.memory.median.toFixed(0)} MB`
  return [
    label,
    bar,
    lineFrom(scale(min), middle, scale(max), middle, colours.text),
    ...[min, max].map((end) => lineFrom(scale(end), middle - 4, scale(end), middle + 4, colours.text)),
    textAt(scale(max) + 8, middle + 4, `${formatSeconds(median)}${memory}`, { bold: isOurs(row) }),
  ].join('\n')
}

function isOurs({ tool }: Row): boolean {
  return tool.startsWith('setsquare')
}

function colourOf(row: Row): string {
  if (isOurs(row)) return colours.ours
  return row.tool.startsWith('floor') || row.tool === 'node -e 0' ? colours.floor : colours.peer
}

function formatSeconds(milliseconds: number): string {
  return milliseconds < 10_000 ? `${(milliseconds / 1000).toFixed(2)} s` : `${(milliseconds / 1000).toFixed(1)} s`
}

function scatterPanels({ name, points = [] }: Section): Panel[] {
  if (points.length === 0) return []
  const time = points.map(({ bytes, wall, cpu, warm, input }) => ({ x: bytes / 1e6, y: (warm ?? cpu ?? wall) / 1000, name: input }))
  const what = points.every(({ warm }) => warm !== undefined) ? 'Warm CPU time' : points.every(({ cpu }) => cpu !== undefined) ? 'CPU time' : 'Time'
  const memory = points.flatMap((point) =>
    point.memory === undefined ? [] : [{ x: point.bytes / 1e6, y: point.memory, name: point.input }],
  )
  const of = name === 'growth' ? 'code' : 'contract'
  return [
    scatterPanel(`${what} against size of ${of}`, 'seconds', of, time),
    ...(memory.length > 0 ? [scatterPanel(`Peak memory against size of ${of}`, 'MB', of, memory)] : []),
  ]
}
