import { EVENT_ID } from 'js-yaml'
import type { Event } from 'js-yaml'

import { maxDepth } from './document.ts'
import type { DocumentProblem, ParsedDocument } from './document.ts'
import { locator } from './positions.ts'
import { expansionProblem } from './yaml-aliases.ts'
import { yamlParser } from './yaml-library.ts'
import { readPlainYaml } from './yaml-plain.ts'
import { YamlPositions } from './yaml-positions.ts'
import { problemOf, tooLittleIndented } from './yaml-problems.ts'

/** Parses the first document of a YAML text. Never throws for what the text contains: see `problems`. */
export function parseYaml(file: string, text: string): ParsedDocument {
  const problems: DocumentProblem[] = []
  const nothing = {
    file,
    text,
    format: 'yaml',
    value: undefined,
    problems,
    locate: (): readonly [number, number] => [0, 0],
  } as const
  const plain = readPlainYaml(text)
  if (plain !== undefined) return { ...nothing, value: plain.value, locate: locator(plain.positions, text) }
  const parsed = parse(text, problems)
  if (parsed === undefined) return nothing
  const { events, source } = parsed
  const bomb = expansionProblem(events, source)
  if (bomb !== undefined) {
    problems.push(bomb)
    return nothing
  }
  const second = secondDocument(events)
  if (second !== undefined) {
    problems.push({ message: 'a second YAML document begins here, and only the first was read: move it to a file of its own', offset: second })
  }
  const value = construct(events, source, problems)
  let locate: ParsedDocument['locate'] | undefined
  return {
    ...nothing,
    value,
    locate: (pointer, on) => (locate ??= locator(new YamlPositions(events, source), text))(pointer, on),
  }
}

/**
 * The events of a text. Lines within quotes or brackets that are not indented enough are invalid, but most parsers accept them: they are
 * reported, and joined to the line before so that the rest can be read.
 * @returns the events and the text that their offsets refer to, which is as long as the one given; nothing if it cannot be parsed
 */
function parse(text: string, problems: DocumentProblem[]): { readonly events: Event[]; readonly source: string } | undefined {
  const { parseEvents } = yamlParser()
  let source = text
  let first: DocumentProblem | undefined
  for (let attempts = attemptsFor(text); ; attempts--) {
    try {
      const events = parseEvents(source, { maxDepth })
      // Such lines come in groups, so only the first is reported.
      if (first !== undefined) problems.push(first)
      return { events, source }
    } catch (error) {
      const problem = problemOf(error)
      const joined = problem.message === tooLittleIndented && attempts > 0 ? joinLine(source, problem.offset) : undefined
      if (joined === undefined) {
        problems.push(problem)
        return undefined
      }
      first ??= problem
      source = joined
    }
  }
}

/** How many lines may be joined. Each attempt parses the whole text again, so large texts get fewer. */
function attemptsFor(text: string): number {
  return Math.min(100, Math.ceil(20_000_000 / (text.length + 1)))
}

/** The text with the line break before the offset replaced by spaces; nothing if the line before ends with a comment. */
function joinLine(text: string, offset: number): string | undefined {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1
  const breakStart = text.startsWith('\r\n', lineStart - 2) ? lineStart - 2 : lineStart - 1
  if (breakStart < 0 || lineStart >= offset + 1) return undefined
  const before = text.slice(text.lastIndexOf('\n', breakStart - 1) + 1, breakStart)
  return /(?:^|\s)#/.test(before)
    ? undefined
    : text.slice(0, breakStart) + ' '.repeat(lineStart - breakStart) + text.slice(lineStart)
}

/** The offset of a second document's content, if there is one. OpenAPI allows only one. */
function secondDocument(events: readonly Event[]): number | undefined {
  const index = events.findIndex(({ type }, at) => at > 0 && type === EVENT_ID.DOCUMENT)
  const content = events[index + 1]
  if (index < 0 || content === undefined) return undefined
  if ('start' in content) return content.start
  // An empty document consists of a scalar without a position.
  return 'valueStart' in content && content.valueStart >= 0 ? content.valueStart : undefined
}

function construct(events: Event[], source: string, problems: DocumentProblem[]): unknown {
  const { constructFromEvents, schema, YAMLException } = yamlParser()
  try {
    return constructFromEvents(events, { source, schema })[0]
  } catch (error) {
    problems.push(problemOf(error))
    if (!(error instanceof YAMLException) || error.reason !== 'duplicated mapping key') return undefined
  }
  // A duplicate key is reported, and the rest of the document still checked.
  try {
    return constructFromEvents(events, { source, schema, json: true })[0]
  } catch (error) {
    problems.push(problemOf(error))
    return undefined
  }
}
