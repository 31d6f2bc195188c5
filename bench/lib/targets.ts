import type { Point, Row, Section, SectionName, TargetResult } from './result.ts'
import { fitLine, growthExponent } from './statistics.ts'

interface Target {
  readonly section: SectionName
  readonly target: string
  readonly sense: TargetResult['sense']
  readonly bound: number
  readonly unit: string
  /** The measured figure, or nothing where the section lacks what it needs. */
  readonly measure: (section: Section) => number | undefined
}

const floor = 'floor: js-yaml + walk'
const ours = 'setsquare recommended'

/** What the design promises ("Speed"). */
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
  ratio('source', '<=', 2, 'all recommended source rules over the parse floor', [ours], ['floor: oxc parse']),
  {
    section: 'source',
    target: 'memory of all recommended source rules',
    sense: '<=',
    bound: 600,
    unit: 'MB',
    measure: (section) => find(section, ours)?.memory?.median,
  },
  {
    section: 'source',
    target: "the ESLint plugin's own CPU time over ESLint with its parser",
    sense: '<=',
    bound: 0.3,
    unit: 'x',
    measure: (section) => {
      const [without, with_] = ['eslint with its parser', 'eslint with setsquare'].map((tool) => find(section, tool)?.cpu?.median)
      return without === undefined || with_ === undefined ? undefined : (with_ - without) / without
    },
  },
  {
    section: 'growth',
    target: 'exponent of time in files',
    sense: '<=',
    bound: 1.15,
    unit: '',
    measure: ({ points = [] }) => growthExponent(points.map(({ bytes, wall }) => [bytes, wall])),
  },
  ratio('startup', '<=', 3, 'one staged file of 500 over node -e 0', ['setsquare --staged, one of 500 files'], ['node -e 0']),
  ratio('startup', '<=', 3, 'one small contract over node -e 0', ['setsquare check small.yaml'], ['node -e 0']),
  {
    section: 'linear',
    target: 'exponent of time in size, from 200 kB',
    sense: '<=',
    bound: 1.15,
    unit: '',
    measure: ({ points = [] }) => growthExponent(aboveStart(points, ({ wall }) => wall)),
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
    target: 'largest contract over what the others foretell',
    sense: '<=',
    bound: 1.5,
    unit: 'x',
    measure: ({ points = [] }) => largestOverForetold(points),
  },
]

/** Every target whose section was measured, beside what came out. */
export function compareWithTargets(sections: readonly Section[]): TargetResult[] {
  return targets.flatMap(({ section: name, measure, ...target }) => {
    const section = sections.find((candidate) => candidate.name === name)
    const measured = section === undefined ? undefined : measure(section)
    if (measured === undefined || !Number.isFinite(measured)) return []
    return [{ ...target, measured, met: target.sense === '<=' ? measured <= target.bound : measured >= target.bound }]
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
      const [top, bottom] = [seconds(find(measured, ...over)), seconds(find(measured, ...under))]
      return top === undefined || bottom === undefined ? undefined : top / bottom
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

/** Size against a figure less the cheapest document's, which is what starting costs; small documents cost nothing else. */
function aboveStart(points: readonly Point[], figure: (point: Point) => number | undefined): (readonly [number, number])[] {
  const known = points.flatMap((point) => {
    const value = figure(point)
    return value === undefined ? [] : [[point.bytes, value] as const]
  })
  const start = Math.min(...known.map(([, value]) => value))
  return known.filter(([bytes]) => bytes >= smallestThatCounts).map(([bytes, value]) => [bytes, value - start])
}

function largestOverForetold(points: readonly Point[]): number | undefined {
  const sorted = [...points].sort((left, right) => left.bytes - right.bytes)
  const largest = sorted.at(-1)
  const line = fitLine(sorted.slice(0, -1).map(({ bytes, wall }) => [bytes, wall]))
  return largest === undefined || line === undefined ? undefined : largest.wall / (line.intercept + line.slope * largest.bytes)
}
