import { describe, expect, it } from 'vitest'

import type { ConfigurationFile } from '../../src/config/configuration-file.ts'
import { resolveConfiguration } from '../../src/config/resolve.ts'
import type { ConfigurationFlags, ResolvedConfiguration } from '../../src/config/resolve.ts'
import { ConfigurationError } from '../../src/core/errors.ts'
import { sampleRule, sampleRules } from './sample-rules.ts'

function resolve(file: ConfigurationFile, flags?: ConfigurationFlags): ResolvedConfiguration {
  return resolveConfiguration(sampleRules, file, '/p', flags)
}

/** The severities of the sample rules for a file, in order. */
function severities(configuration: ResolvedConfiguration, path = '/p/a.yaml'): string {
  return sampleRules.map((rule) => configuration.severityOf(rule, path)).join(' ')
}

describe('presets', () => {
  it.each([
    [undefined, 'warn error off warn'],
    ['recommended', 'warn error off warn'],
    ['strict', 'warn error warn error'],
    ['all', 'error error error error'],
  ] as const)('%s', (preset, expected) => {
    expect(severities(resolve(preset === undefined ? {} : { preset }))).toBe(expected)
    expect(severities(resolve({}, preset === undefined ? {} : { preset }))).toBe(expected)
  })

  it('on the command line win over the file', () => {
    expect(severities(resolve({ preset: 'all' }, { preset: 'strict' }))).toBe('warn error warn error')
  })
})

describe('entries', () => {
  it('by id win over those by topic, and those over the one for all, in whatever order', () => {
    const rules = { 'plural-collections': 'error', 'resources/*': 'info', '*': 'off' } as const
    expect(severities(resolve({ rules }))).toBe('error info info off')
    expect(severities(resolve({ rules: Object.fromEntries(Object.entries(rules).reverse()) }))).toBe('error info info off')
  })

  it('in an override count for its files only, the last override first', () => {
    const configuration = resolve({
      rules: { 'plural-collections': 'error' },
      overrides: [
        { files: ['legacy/**'], rules: { '*': 'off' } },
        { files: ['legacy/v2/**'], rules: { 'plural-collections': 'info' } },
      ],
    })
    expect(severities(configuration, '/p/a.yaml')).toBe('error error off warn')
    expect(severities(configuration, '/p/legacy/a.yaml')).toBe('off off off off')
    expect(severities(configuration, '/p/legacy/v2/a.yaml')).toBe('info off off off')
    expect(severities(configuration, '/elsewhere/legacy/a.yaml')).toBe('error error off warn')
  })

  it('on the command line win over everything, overrides included', () => {
    const file: ConfigurationFile = { overrides: [{ files: ['*.yaml'], rules: { 'max-nesting': 'error' } }] }
    expect(severities(resolve(file, { rules: { 'max-nesting': 'info', 'pagination/*': 'off' } }))).toBe('warn error info off')
  })
})

describe('options', () => {
  const rule = sampleRule('bounded-page-size')
  const defaults = { maximum: 100, names: ['limit'], style: 'cursor', lax: false }

  it('are the defaults where nothing is said', () => {
    expect(resolve({}).optionsOf(rule, '/p/a.yaml')).toEqual(defaults)
  })

  it('are taken one by one, overrides on top, and kept by an entry that only weighs', () => {
    const configuration = resolve({
      rules: { 'bounded-page-size': ['error', { maximum: 50, lax: true }] },
      overrides: [
        { files: ['a.yaml'], rules: { 'bounded-page-size': ['warn', { maximum: 10 }] } },
        { files: ['b.yaml'], rules: { 'bounded-page-size': 'info' } },
      ],
    })
    expect(configuration.optionsOf(rule, '/p/a.yaml')).toEqual({ ...defaults, maximum: 10, lax: true })
    expect(configuration.optionsOf(rule, '/p/b.yaml')).toEqual({ ...defaults, maximum: 50, lax: true })
    expect(configuration.severityOf(rule, '/p/b.yaml')).toBe('info')
  })
})

describe('what is used at all', () => {
  const used = (configuration: ResolvedConfiguration): string[] =>
    sampleRules.filter((rule) => configuration.isUsed(rule)).map((rule) => rule.id)

  it('is what some file may see', () => {
    expect(used(resolve({}))).toEqual(['plural-collections', 'well-formed-path', 'bounded-page-size'])
    expect(used(resolve({ rules: { '*': 'off' } }))).toEqual([])
    expect(used(resolve({ rules: { '*': 'off' }, overrides: [{ files: ['a'], rules: { 'max-nesting': 'warn' } }] }))).toEqual(['max-nesting'])
    expect(used(resolve({ overrides: [{ files: ['a'], rules: { 'max-nesting': 'warn' } }] }, { rules: { '*': 'off' } }))).toEqual([])
  })
})

describe('ignored files', () => {
  it('have every rule off, unless they are named', () => {
    const file: ConfigurationFile = { ignore: ['*.generated.yaml'] }
    const path = '/p/api/x.generated.yaml'
    expect(resolve(file).ignores(path)).toBe(true)
    expect(severities(resolve(file), path)).toBe('off off off off')
    const named = resolve(file, { named: new Set([path]) })
    expect(named.ignores(path)).toBe(false)
    expect(severities(named, path)).toBe('warn error off warn')
    expect(resolve(file, { named: new Set(['/p/api']) }).ignores(path)).toBe(false)
    expect(resolve(file, { named: new Set(['/p/ap']) }).ignores(path)).toBe(true)
  })
})

describe('the command line is checked too', () => {
  it.each([
    [{ preset: 'strikt' }, "--preset: unknown preset 'strikt': did you mean 'strict'?"],
    [{ preset: 'x' }, "--preset: unknown preset 'x': the presets are recommended, strict, all"],
    [{ rules: { 'max-nestng': 'off' } }, "--rule: unknown rule 'max-nestng': did you mean 'max-nesting'?"],
    [{ rules: { 'x/*': 'off' } }, "--rule: unknown rule 'x/*': `setsquare rules` lists them"],
  ] as const)('%j', (flags, message) => {
    expect(() => resolve({}, flags)).toThrow(new ConfigurationError([{ message }]))
  })
})
