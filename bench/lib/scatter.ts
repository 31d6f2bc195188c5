import { colours, escapeXml, lineFrom, margin, round, textAt, width } from './svg.ts'
import type { Panel } from './svg.ts'

export interface ScatterPoint {
  /** Megabytes. */
  readonly x: number
  readonly y: number
  /** The tooltip. */
  readonly name: string
}

const left = 80
const right = width - margin - 20
const top = 48
const bottom = 348

/** Points on two logarithmic axes, with a dashed line that is proportional to the size and ends at the largest document. */
export function scatterPanel(title: string, unit: string, of: string, points: readonly ScatterPoint[]): Panel {
  const [x, y] = [
    axis(
      points.map((point) => point.x),
      left,
      right,
    ),
    axis(
      points.map((point) => point.y),
      bottom,
      top,
    ),
  ]
  const largest = points.reduce((best, point) => (point.x > best.x ? point : best))
  return {
    height: bottom + 44,
    markup: [
      textAt(margin, 16, title, { size: 14, bold: true }),
      textAt(margin, 34, `${unit} (up) against megabytes of ${of} (right), both logarithmic; dashed: proportional to size`, {
        colour: colours.quiet,
      }),
      ...x.ticks.flatMap((tick) => [
        lineFrom(x.place(tick), top, x.place(tick), bottom, colours.grid),
        textAt(x.place(tick), bottom + 18, `${formatTick(tick)} MB`, { anchor: 'middle', colour: colours.quiet }),
      ]),
      ...y.ticks.flatMap((tick) => [
        lineFrom(left, y.place(tick), right, y.place(tick), colours.grid),
        textAt(left - 8, y.place(tick) + 4, formatTick(tick), { anchor: 'end', colour: colours.quiet }),
      ]),
      proportional(largest, x, y),
      ...points.map((point) => dot(point, x, y, unit)),
    ].join('\n'),
  }
}

function dot(point: ScatterPoint, x: Axis, y: Axis, unit: string): string {
  const title = `${point.name}: ${formatTick(point.x)} MB, ${formatTick(point.y)} ${unit}`
  const [left, top] = [round(x.place(point.x)), round(y.place(point.y))]
  const circle = `<circle cx="${left}" cy="${top}" r="4" fill="${colours.ours}" fill-opacity="0.65">`
  return `${circle}<title>${escapeXml(title)}</title></circle>`
}

interface Axis {
  readonly low: number
  readonly ticks: readonly number[]
  /** The position of a value in pixels. */
  readonly place: (value: number) => number
}

/** A logarithmic axis over whole powers of ten that contains the values. */
function axis(values: readonly number[], from: number, to: number): Axis {
  const low = Math.floor(Math.log10(Math.min(...values)))
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))))
  return {
    low: 10 ** low,
    ticks: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)),
    place: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
  }
}

function proportional(end: ScatterPoint, x: Axis, y: Axis): string {
  const perMegabyte = end.y / end.x
  const start = Math.max(x.low, y.low / perMegabyte)
  return lineFrom(x.place(start), y.place(start * perMegabyte), x.place(end.x), y.place(end.y), colours.reference, '5 4')
}

function formatTick(value: number): string {
  return String(Number(value.toPrecision(3)))
}
