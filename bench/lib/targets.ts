import { withoutPlugin, withPlugin } from './editor-rows.ts'
import type { Point, Row, Section, SectionName, TargetResult } from './result.ts'
import { fitLine, growthExponent } from './statistics.ts'
import { statementCounts, statementShapes } from './statements.ts'

interface Target {
  readonly section: SectionName
  readonly target: string
  readonly sense: TargetResult['sense']
  readonly bound: number
  readonly unit: string
  /** The measured figure, or nothing if rows for it are missing. */
  readonly measure: (section: Section) => number | Least | undefined
}

const floor = 'floor: js-yaml + walk'
const ours = 'setsquare recommended'

/** A figure, which may be a lower bound. */
type Least = Pick<TargetResult, 'measured' | 'isLeast'>

/** The performance targets of the project. */
const targets: readonly Target[] = [
  ...['stripe', 'github'].map((input) =>
    ratio('contract', '<=', 1.6, `${input}: setsquare over the floor`, [ours, input], [floor, input]),
  ),
  ...['stripe', 'github'].map((input) =>
    ratio('contract', '>=', 10, `${input}: spectral:oas over setsquare`, ['spectral:oas', input], [ours, input]),
  ),
  ...['stripe', 'github'].flatMap((input) => [
    ratio('contract', '<=', 2.5, `${input}: setsquare strict over the floor`, ['setsquare strict', input], [floor, input]),
    ratio('contract', '>=', 12, `${input}: spectral oas + owasp over setsquare strict`, ['spectral oas + owasp', input], ['setsquare strict', input]),
  ]),
  ratio('contract', '>=', 2, 'stripe: redocly over setsquare', ['redocly recommended', 'stripe'], [ours, 'stripe']),
  ratio('contract', '>=', 5, 'github: redocly over setsquare', ['redocly recommended', 'github'], [ours, 'github']),
  {
    section: 'contract',
    target: 'stripe: memory of setsquare',
    sense: '<=',
    bound: 200,
    unit: 'MB',
    measure: (section) => find(section, ours, 'stripe')?.memory?.median,
  },
  {
    section: 'source',
    target: 'layers and cycles',
    sense: '<=',
    bound: 0.4,
    unit: 's',
    measure: (section) => seconds(section.rows.find(({ tool }) => tool === 'setsquare layers + cycles')),
  },
  ...['typeorm/src', 'typeorm', 'synthetic'].map((input) =>
    ratio('source', '<=', 2, `${input}: all recommended source rules over the parse floor`, [ours, input], ['floor: oxc parse', input]),
  ),
  {
    section: 'source',
    target: 'memory of all recommended source rules',
    sense: '<=',
    bound: 600,
    unit: 'MB',
    measure: (section) => find(section, ours)?.memory?.median,
  },
  ...[
    ['eslint with setsquare', 'nothing kept'],
    ['eslint with setsquare again', 'nothing changed since the last run'],
  ].map(([tool = '', state = '']): Target => ({
    section: 'source',
    target: `the ESLint plugin's own CPU time over ESLint with its parser, ${state}`,
    sense: '<=',
    bound: 0.3,
    unit: 'x',
    measure: (section) => {
      const [without, with_] = ['eslint with its parser', tool].map((name) => find(section, name)?.cpu?.median)
      return without === undefined || with_ === undefined ? undefined : (with_ - without) / without
    },
  })),
  {
    section: 'growth',
    target: 'exponent of CPU time in the size of code, 500 to 4,000 files',
    sense: '<=',
    bound: 1.15,
    unit: '',
    measure: ({ points = [] }) => growthExponent(points.map(({ bytes, wall, cpu = wall }) => [bytes, cpu])),
  },
  {
    section: 'growth',
    target: 'CPU time of eight times the statements of one kind in a file, the worst of the kinds',
    sense: '<=',
    bound: 8,
    unit: 'x',
    measure: ({ rows }) => {
      const [few, many] = statementCounts
      const cpuOf = (name: string, count: number): number => rows.find(({ input }) => input === `${name}: ${count}`)?.cpu?.median ?? NaN
      const ratios = statementShapes.map(({ name }) => cpuOf(name, many) / cpuOf(name, few))
      return ratios.every(Number.isFinite) ? Math.max(...ratios) : undefined
    },
  },
  ratio('startup', '<=', 3, 'one staged file of 500 over node -e 0', ['setsquare --staged, one of 500 files'], ['node -e 0']),
  ratio('startup', '<=', 3, 'one staged file of 500, changed before each run, over node -e 0', ['setsquare --staged, changed before each run'], ['node -e 0']),
  ratio('startup', '<=', 3, 'one small contract over node -e 0', ['setsquare check small.yaml'], ['node -e 0']),
  {
    section: 'editor',
    target: 'wait for findings after an edit that the plugin adds',
    sense: '<=',
    bound: 150,
    unit: 'ms',
    measure: (section) => {
      const [without, with_] = [withoutPlugin, withPlugin].map((tool) => find(section, tool)?.wall?.median)
      return without === undefined || with_ === undefined ? undefined : with_ - without
    },
  },
  {
    section: 'linear',
    target: 'exponent of warm CPU time in size, from 200 kB',
    sense: '<=',
    bound: 1.15,
    unit: '',
    measure: ({ points = [] }) => growthExponent(fromSize(points).flatMap(({ bytes, warm }) => (warm === undefined ? [] : [[bytes, warm] as const]))),
  },
  {
    section: 'linear',
    target: 'exponent of memory in size, from 200 kB',
    sense: '<=',
    bound: 1.15,
    unit: '',
    measure: ({ points = [] }) => growthExponent(aboveStart(points, ({ memory }) => memory)),
  },
  {
    section: 'linear',
    target: 'memory of the largest contract',
    sense: '<=',
    bound: 3000,
    unit: 'MB',
    measure: ({ points = [] }) => [...points].sort((left, right) => right.bytes - left.bytes)[0]?.memory,
  },
  {
    section: 'linear',
    target: 'warm CPU time of the largest contract over what the others foretell',
    sense: '<=',
    bound: 1.5,
    unit: 'x',
    measure: ({ points = [] }) => largestOverForetold(points.flatMap(({ bytes, warm }) => (warm === undefined ? [] : [[bytes, warm] as const]))),
  },
]

/** The targets whose section was measured, with the results. */
export function compareWithTargets(sections: readonly Section[]): TargetResult[] {
  return targets.flatMap(({ section: name, measure, ...target }) => {
    const section = sections.find((candidate) => candidate.name === name)
    const figure = section === undefined ? undefined : measure(section)
    const { measured, isLeast = false } = typeof figure === 'object' ? figure : { measured: figure }
    if (measured === undefined || !Number.isFinite(measured)) return []
    const met = target.sense === '<=' ? measured <= target.bound : measured >= target.bound
    return [{ ...target, measured, ...(isLeast && { isLeast }), met: isLeast && !met ? undefined : met }]
  })
}

type RowName = readonly [tool: string, input?: string]

function ratio(
  section: SectionName,
  sense: Target['sense'],
  bound: number,
  target: string,
  over: RowName,
  under: RowName,
): Target {
  return {
    section,
    target,
    sense,
    bound,
    unit: 'x',
    measure: (measured) => {
      const [slower, bottom] = [find(measured, ...over), seconds(find(measured, ...under))]
      const top = seconds(slower)
      if (bottom === undefined) return undefined
      if (top !== undefined) return top / bottom
      // A killed process would have taken longer, so its time is a lower bound, which may suffice to meet the target.
      return sense === '<=' || slower?.beyond === undefined ? undefined : { measured: slower.beyond / 1000 / bottom, isLeast: true }
    },
  }
}

function find(section: Section, tool: string, input?: string): Row | undefined {
  return section.rows.find((row) => row.tool === tool && (input === undefined || row.input === input))
}

function seconds(row: Row | undefined): number | undefined {
  return row?.wall === undefined ? undefined : row.wall.median / 1000
}

const smallestThatCounts = 200_000

/** Pairs of size and figure, minus the least figure, which is the cost of startup. Small documents are left out. */
function aboveStart(points: readonly Point[], figure: (point: Point) => number | undefined): (readonly [number, number])[] {
  const start = Math.min(...points.flatMap((point) => figure(point) ?? []))
  return fromSize(points).flatMap((point) => {
    const value = figure(point)
    return value === undefined ? [] : [[point.bytes, value - start]]
  })
}

function fromSize(points: readonly Point[]): Point[] {
  return points.filter(({ bytes }) => bytes >= smallestThatCounts)
}

function largestOverForetold(points: readonly (readonly [bytes: number, figure: number])[]): number | undefined {
  const sorted = [...points].sort(([left], [right]) => left - right)
  const [bytes, figure] = sorted.at(-1) ?? []
  const line = fitLine(sorted.slice(0, -1))
  return bytes === undefined || figure === undefined || line === undefined ? undefined : figure / (line.intercept + line.slope * bytes)
}
