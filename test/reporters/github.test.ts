import { describe, expect, it } from 'vitest'

import { printable } from '../../src/core/printable.ts'
import { github } from '../../src/reporters/github.ts'
import { base, context, hostilePaths, hostileReport, hostileTexts, manyFindings, report } from './support.ts'

interface Command {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
}

/**
 * Parses a line as the runner of GitHub Actions does (actions/runner, `ActionCommand.TryParseV2`): trimmed, `::name key=value,…::message`,
 * with different escapes in properties and in the message. Strict where the runner is lenient.
 * @returns nothing for a line that is not a command
 */
function parseCommand(line: string): Command | undefined {
  const match = /^::([a-z-]+)(?: ([^]*?))?::([^]*)$/.exec(line.trim())
  if (match === null) return undefined
  const [, name = '', list = '', message = ''] = match
  const properties = list.split(',').map((property): [string, string] => {
    const equals = property.indexOf('=')
    const value = property.slice(equals + 1)
    if (equals <= 0 || !/^(?:[^%:,]|%25|%0D|%0A|%3A|%2C)*$/.test(value)) throw new Error(`not a property: ${property}`)
    return [property.slice(0, equals), value.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')]
  })
  if (new Set(properties.map(([key]) => key)).size !== properties.length) throw new Error(`a property twice: ${line}`)
  if (!/^(?:[^%]|%25|%0D|%0A)*$/.test(message)) throw new Error(`not a message: ${message}`)
  return { name, properties: Object.fromEntries(properties), message: message.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%') }
}

function commandsIn(text: string): Command[] {
  return text.split(/\r\n|\n|\r/).flatMap((line) => parseCommand(line) ?? [])
}

/** The commands and properties that the documentation of workflow commands mentions. */
const known = new Set(['file', 'line', 'endLine', 'col', 'endColumn', 'title'])

describe('github', () => {
  it('is a command a finding, in the words of GitHub, with paths from the top of the repository', () => {
    const findings = [{ ...base, severity: 'error' as const }, base, { ...base, severity: 'info' as const }]
    const text = github(report(findings), context({ cwd: '/p/api', root: '/p' }))
    expect(text.split('\n')[0]).toBe(
      "::error file=api/openapi.yaml,line=2,endLine=2,col=3,endColumn=9,title=plural-collections::api/openapi.yaml:2:3: 'order' holds many: call it 'orders'.",
    )
    expect(commandsIn(text).map(({ name }) => name)).toEqual(['error', 'warning', 'notice'])
    expect(text).toMatch(/\nsetsquare: 1 error, 1 warning, 1 info in 1 file\n$/)
  })

  it('has columns only within one line, as annotations do', () => {
    const [command] = commandsIn(github(report([{ ...base, endLine: 4 }]), context()))
    expect(Object.keys(command?.properties ?? {})).toEqual(['file', 'line', 'endLine', 'title'])
  })

  it('lets nothing in messages and names break out of a command', () => {
    const hostile = hostileReport()
    const text = github(hostile, context())
    const commands = commandsIn(text)
    const ofFindings = commands.filter(({ properties }) => properties['line'] !== undefined)
    expect(ofFindings).toHaveLength(hostilePaths.length * hostileTexts.length)
    hostile.findings.forEach((finding, index) => {
      const file = finding.file.startsWith('/p/') ? finding.file.slice(3) : finding.file
      expect(ofFindings[index]?.properties).toMatchObject({ file, line: String(finding.line), title: finding.rule })
      const said = `${file}:${finding.line}:3: ${finding.message}`
      expect(ofFindings[index]?.message).toBe(said.split(/(\r?\n|\r)/).map((part, at) => (at % 2 === 0 ? printable(part) : part)).join(''))
    })
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/)
    for (const { properties, name } of commands) {
      expect(['error', 'warning', 'notice']).toContain(name)
      for (const key of Object.keys(properties)) expect(known).toContain(key)
    }
  })

  it('says first what could not be checked, few words for many of a kind', () => {
    const imports = Array.from({ length: 30 }, (_, index) => ({ kind: 'unresolved-import' as const, file: `/p/src/${index}.ts`, message: 'gone' }))
    const broken = { kind: 'syntax-error' as const, file: '/p/a.yaml', message: 'line 3: unexpected }' }
    const commands = commandsIn(github(report([base], [...imports, broken]), context()))
    expect(commands.map(({ name, properties, message }) => [name, properties['title'], properties['file'], message])).toEqual([
      ['notice', 'setsquare: unresolved-import', 'src/0.ts', 'Not checked: 30 imports could not be resolved: src/0.ts: gone; src/1.ts: gone; src/2.ts: gone; and 27 more'],
      ['error', 'setsquare: syntax-error', 'a.yaml', 'a.yaml: Not checked: file has syntax errors: line 3: unexpected }'],
      ['warning', 'plural-collections', 'api/openapi.yaml', expect.stringContaining('orders') as string],
    ])
  })

  it('says that GitHub shows only some of many', () => {
    const text = github(report(manyFindings(10_000)), context())
    expect(commandsIn(text)).toHaveLength(10_000)
    expect(text).toContain('GitHub shows 10 annotations of each kind: this log has all of them.')
    expect(github(report(manyFindings(30)), context())).not.toContain('GitHub shows')
  })

  it('says that there is nothing', () => {
    expect(github(report([]), context())).toBe('setsquare: no findings in 1 contract and 2 source files\n')
  })
})
