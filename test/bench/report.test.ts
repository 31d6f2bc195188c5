import { describe, expect, it } from 'vitest'

import { withoutPlugin, withPlugin } from '../../bench/lib/editor-rows.ts'
import { renderPlot } from '../../bench/lib/plot.ts'
import type { Results, Row, Section } from '../../bench/lib/result.ts'
import { renderResults } from '../../bench/lib/table.ts'
import { compareWithTargets } from '../../bench/lib/targets.ts'

function row(tool: string, input: string, milliseconds: number, memory = 100): Row {
  const spread = (value: number): { min: number; median: number; max: number } => ({
    min: value * 0.9,
    median: value,
    max: value * 1.1,
  })
  return { tool, version: '1', input, runs: 3, wall: spread(milliseconds), cpu: spread(milliseconds), memory: spread(memory) }
}

const contract: Section = {
  name: 'contract',
  title: 'Check a contract',
  about: 'Whole processes.',
  work: [{ input: 'stripe', bytes: 3_900_000, operations: 452 }],
  rows: [
    row('floor: js-yaml + walk', 'stripe', 300),
    row('setsquare recommended', 'stripe', 450, 250),
    row('redocly recommended', 'stripe', 800),
    row('spectral:oas', 'stripe', 9000),
    { tool: 'vacuum', version: '-', input: 'stripe', runs: 0, note: 'not on the PATH' },
  ],
}

function linear(wallOf: (bytes: number) => number): Section {
  const points = Array.from({ length: 30 }, (_, index) => 1000 * 1.44 ** index).map((bytes) => ({
    input: `a <"document" & ${bytes}>`,
    bytes,
    wall: wallOf(bytes),
    warm: wallOf(bytes) - wallOf(0),
    memory: 60 + bytes / 1e5,
  }))
  return { name: 'linear', title: 'Size', about: 'One run each.', work: [], rows: [], points }
}

function results(...sections: Section[]): Results {
  return {
    version: 1,
    date: '2026-11-21T00:00:00.000Z',
    machine: { cpu: 'A processor', cores: 2, memoryGb: 8, platform: 'linux', loadBefore: 0.1 },
    versions: { node: 'v20.19.0', setsquare: '0.1.0' },
    sections,
    targets: compareWithTargets(sections),
  }
}

describe('targets', () => {
  it('compares medians with what the design promises', () => {
    const found = compareWithTargets([contract]).map(({ target, measured, met }) => [target, Number(measured.toFixed(2)), met])
    expect(found).toEqual([
      ['stripe: setsquare over the floor', 1.5, true],
      ['stripe: spectral:oas over setsquare', 20, true],
      ['stripe: redocly over setsquare', 1.78, false],
      ['stripe: memory of setsquare', 250, false],
    ])
  })

  it('takes a rival that was ended for at least as slow', () => {
    const ended: Row = { tool: 'spectral:oas', version: '1', input: 'stripe', runs: 0, beyond: 60_000, note: 'ended after 60 s' }
    const section = { ...contract, rows: [...contract.rows.filter(({ tool }) => tool !== 'spectral:oas'), ended] }
    const [, target] = compareWithTargets([section])
    expect(target).toMatchObject({ target: 'stripe: spectral:oas over setsquare', isLeast: true, met: true })
    expect(renderResults(results(section))).toMatch(/spectral:oas over setsquare +>= 10 x +> 133\.33 x +met/)
    const early = { ...section, rows: section.rows.map((one) => (one === ended ? { ...one, beyond: 1000 } : one)) }
    expect(renderResults(results(early))).toMatch(/spectral:oas over setsquare +>= 10 x +> 2\.22 x +not known/)
  })

  it('says what the plugin adds to an edit', () => {
    const rows = [row(withoutPlugin, 'synthetic', 30), row(withPlugin, 'synthetic', 90)]
    const [target] = compareWithTargets([{ name: 'editor', title: 'Edit', about: '', work: [], rows }])
    expect(target).toMatchObject({ measured: 60, unit: 'ms', met: true })
  })

  it('says nothing about what was not measured', () => {
    const unbuilt = { ...contract, rows: contract.rows.filter(({ tool }) => !tool.startsWith('setsquare')) }
    expect(compareWithTargets([unbuilt])).toEqual([])
  })

  it('tells linear growth from quadratic', () => {
    const met = (section: Section): (boolean | undefined)[] => compareWithTargets([section]).map((target) => target.met)
    expect(met(linear((bytes) => 80 + bytes / 1e4))).toEqual([true, true, true, true])
    expect(met(linear((bytes) => 80 + (bytes / 1e5) ** 2))).toEqual([false, true, true, false])
  })
})

describe('table', () => {
  it('prints sizes, versions, spreads, targets and why a row is empty', () => {
    const text = renderResults(results(contract))
    expect(text).toContain('stripe, 3.90 MB, 452 operations')
    expect(text).toContain('node v20.19.0, setsquare 0.1.0')
    expect(text).toMatch(/setsquare recommended +1 +3 +0\.405 \/ 0\.450 \/ 0\.495 s +0\.45 s +250 MB/)
    expect(text).toMatch(/vacuum +- +- +not on the PATH/)
    expect(text).toMatch(/stripe: redocly over setsquare +>= 2 x +1\.78 x +MISSED/)
    expect(text).not.toContain('not idle')
  })
})

describe('plot', () => {
  const svg = renderPlot(
    results(
      contract,
      linear((bytes) => 80 + bytes / 1e4),
    ),
  )

  it('is well formed, whatever the names hold', () => {
    const open: string[] = []
    for (const [, closing, name, selfClosing] of svg.matchAll(/<(\/?)([a-z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
      if (closing === '/') expect(open.pop()).toBe(name)
      else if (selfClosing !== '/' && name !== undefined) open.push(name)
    }
    expect(open).toEqual([])
    expect(svg.replaceAll(/<[^<>]*>/g, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/)
  })

  it('draws a bar a measured tool, a dot a document and figure, and no NaN', () => {
    expect(svg.match(/<rect x=/g)).toHaveLength(4)
    expect(svg.match(/<circle/g)).toHaveLength(60)
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
  })
})
