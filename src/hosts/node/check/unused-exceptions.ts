import { readFileSync } from 'node:fs'

import type { Configuration, Exception } from '../../../core/configuration.ts'
import type { Finding } from '../../../core/finding.ts'
import type { TextRange } from '../../../core/text-range.ts'
import { LineIndex } from '../../../core/lines.ts'
import { comparesSides } from '../../../core/rule.ts'
import type { Rule } from '../../../core/rule.ts'
import { fingerprinted } from '../../../engine/fingerprint.ts'
import { appliesTo, suppressionTopic } from '../../../engine/suppress.ts'
import type { Checked } from '../../check-files.ts'
import type { LoadedConfiguration } from '../config/configuration.ts'
import { docsOf } from '../config/docs.ts'

/**
 * Findings about exceptions in the configuration that suppress nothing; only a run on the whole project can tell.
 * @param roots the directories that paths in fingerprints are relative to
 */
export async function unusedExceptions(
  { file, configuration: { exceptions = [] } }: LoadedConfiguration,
  { exceptions: use, failed, isCompared = false }: Pick<Checked, 'exceptions' | 'failed' | 'isCompared'>,
  rules: readonly Rule[],
  configuration: Configuration,
  roots: readonly string[],
): Promise<Finding[]> {
  const isUnknown = (rule: Rule): boolean => failed.has(rule.id) || (comparesSides(rule) && !isCompared)
  const unused = exceptions.filter((exception) => {
    const meant = rules.filter((rule) => appliesTo(exception, rule) && configuration.isUsed(rule))
    return !use.used.has(exception) && meant.length > 0 && !meant.some(isUnknown)
  })
  if (file === undefined || unused.length === 0) return []
  const rangeOf = await rangesIn(file)
  const found = unused.map((exception) => ({
    rule: 'unused-suppression',
    topic: suppressionTopic,
    severity: 'warn' as const,
    message: use.matched.has(exception)
      ? `Nothing here breaks ${listed(exception.rules)} any more: remove this exception before it hides a later finding.`
      : `No contract has ${placesOf(exception)}: correct this exception or remove it.`,
    file,
    ...rangeOf(exceptions.indexOf(exception)),
    docs: docsOf('unused-suppression'),
    content: JSON.stringify([exception.rules, exception.paths, exception.operations]),
    related: [],
  }))
  return [...fingerprinted(found, roots).values()]
}

function listed(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(' or ')
}

function placesOf({ paths, operations }: Exception): string {
  return [...(operations === undefined ? [] : [`an operation ${listed(operations)}`]), ...(paths === undefined ? [] : [`a path ${listed(paths)}`])].join(' at ')
}

/** The position of each exception; the beginning of the file if the configuration is a JavaScript file. */
async function rangesIn(file: string): Promise<(index: number) => TextRange> {
  if (/\.[cm]?js$/.test(file)) return () => ({ line: 1, column: 1, endLine: 1, endColumn: 1 })
  const { parseDocument } = await import('../../../documents/parse.ts')
  const document = parseDocument(file, readFileSync(file, 'utf8'))
  const lines = new LineIndex(document.text)
  return (index) => {
    const [start, end] = document.locate(['exceptions', index, 'rules'], 'key')
    const [from, to] = [lines.positionAt(start), lines.positionAt(end)]
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
  }
}
