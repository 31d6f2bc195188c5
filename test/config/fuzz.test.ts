import fc from 'fast-check'
import { expect, it } from 'vitest'

import { readConfiguration } from '../../src/config/read.ts'
import { ConfigurationError, UsageError } from '../../src/core/errors.ts'
import { splitLines } from '../../src/core/lines.ts'
import { parseDocument } from '../../src/documents/parse.ts'
import { readArguments } from '../../src/hosts/cli/arguments.ts'
import { commands } from '../../src/hosts/cli/commands.ts'
import { sampleRules } from './sample-rules.ts'

const pieces = fc.constantFrom(
  'rules:', ' plural-collections: ', 'error', '[', ']', '{', '}', ', ', ': ', '\n', '\n  ', '- ', '"', "'", '&a ', '*a', '<<: *a', '!!str ', '|\n', '#', '\t', '\r\n',
  'overrides:', 'files', 'preset: strict', 'architecture:', 'layers', 'name', 'mayImport', 'null', '1', '\u0000', 'ä', '😀', '---\n', '%', '@',
)

it('whatever a configuration file holds, the answer is a configuration or mistakes with their place in it', () => {
  let accepted = 0
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 25 }), fc.constantFrom('yaml', 'json'), (parts, extension) => {
      const text = parts.join('')
      try {
        readConfiguration(parseDocument(`/p/setsquare.${extension}`, text), sampleRules)
        accepted++
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error
        expect(error.problems.length).toBeGreaterThan(0)
        const lines = splitLines(text)
        for (const { line = 0, column = 0, message } of error.problems) {
          expect(line).toBeGreaterThan(0)
          expect(line).toBeLessThanOrEqual(lines.length)
          expect(column).toBeGreaterThan(0)
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1)
          expect(message).not.toBe('')
        }
      }
    }),
    { numRuns: 3000 },
  )
  expect(accepted).toBeGreaterThan(10)
})

const word = fc.oneof(
  fc.constantFrom('check', 'rules', 'explain', 'help', '--', '-', '--=', '-=', '--no-', '', 'src', '-qf', '--format=json', '--rule', 'a:error'),
  fc.constantFrom(...commands.flatMap((command) => command.flags.map((flag) => `--${flag.name}`))),
  fc.string(),
)

it('whatever the command line says, it is understood or refused with a sentence', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (args) => {
      try {
        const { flags } = readArguments(args)
        for (const values of flags.values()) expect(values.every((value) => typeof value === 'string')).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError)
      }
    }),
    { numRuns: 3000 },
  )
})

it('words and switches alone say the same as among flags that have to be parsed', () => {
  const switches = commands.flatMap(({ flags }) => flags.flatMap(({ name, value }) => (value === undefined ? [`--${name}`] : [])))
  const word = fc.constantFrom(...switches, 'check', 'src', 'api.yaml', '', 'help', '--unknown')
  const said = (args: readonly string[]): unknown => {
    try {
      const { command, operands, flags } = readArguments(args)
      return [command?.name, operands, [...flags].filter(([name]) => name !== 'format')]
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      return error.message
    }
  }
  fc.assert(
    fc.property(fc.array(word, { maxLength: 5 }), (args) => {
      expect(said(['check', ...args])).toEqual(said(['check', ...args, '--format=json']))
    }),
    { numRuns: 2000 },
  )
})
