import type { Severity } from '../core/diagnostic.ts'
import type { Finding } from '../core/finding.ts'
import type { Report } from '../core/report.ts'
import type { TextRange } from '../core/text-range.ts'
import type { ResolvedFix } from '../core/fix.ts'
import { ByteColumns } from './byte-columns.ts'
import { gapsOf } from './coverage.ts'
import { jsonText } from './json-text.ts'
import { relativePath } from './reporter.ts'
import type { ReportContext } from './reporter.ts'

const severities: { readonly [Weight in Severity]: string } = { error: 'ERROR', warn: 'WARNING', info: 'INFO' }

/**
 * The Reviewdog Diagnostic Format (https://github.com/reviewdog/reviewdog/tree/master/proto/rdf): comments on a pull request, with suggested changes
 * to accept. Columns count UTF-8 bytes. The format has no place for lost coverage, so it is listed among the findings.
 */
export function rdjson({ findings, coverage }: Report, context: ReportContext): string {
  const columns = new ByteColumns(context.textOf)
  const gaps = gapsOf(coverage, context.cwd).map(({ kind, severity, file, message }) => ({
    message,
    location: { path: relativePath(context.cwd, file) },
    severity: severities[severity],
    code: { value: kind },
  }))
  const source = { name: 'setsquare', url: 'https://github.com/setsquare/setsquare' }
  const report = { source, diagnostics: [...gaps, ...findings.map((finding) => ofFinding(finding, columns, context))] }
  return jsonText(report)
}

function ofFinding(finding: Finding, columns: ByteColumns, context: ReportContext): object {
  const { file, message, severity, rule, docs } = finding
  const related = finding.related.map((other) => ({ message: other.message, location: locationOf(other.file, other, columns, context) }))
  const suggestions = (context.fixesOf?.(finding) ?? []).flatMap((fix) => suggestionOf(fix, file, columns, context))
  return {
    message,
    location: locationOf(file, finding, columns, context),
    severity: severities[severity],
    code: { value: rule, url: docs },
    ...(suggestions.length > 0 && { suggestions }),
    ...(related.length > 0 && { related_locations: related }),
  }
}

function locationOf(file: string, range: TextRange, columns: ByteColumns, { cwd }: ReportContext): object {
  return { path: relativePath(cwd, file), range: rangeOf(file, range, columns) }
}

function rangeOf(file: string, { line, column, endLine, endColumn }: TextRange, columns: ByteColumns): object {
  return {
    start: { line, column: columns.of(file, line, column) },
    end: { line: endLine, column: columns.of(file, endLine, endColumn) },
  }
}

/** A suggestion replaces one range of the finding's file: several edits become one, including the text between them. */
function suggestionOf({ edits }: ResolvedFix, file: string, columns: ByteColumns, { textOf }: ReportContext): object[] {
  const [first] = edits
  const last = edits.at(-1)
  if (first === undefined || last === undefined || edits.some((edit) => edit.file !== file)) return []
  const text = edits.length === 1 ? '' : textOf(file)
  if (text === undefined) return []
  let at = first.range[0]
  const parts = edits.map((edit) => {
    const between = text.slice(at, edit.range[0])
    at = edit.range[1]
    return between + edit.text
  })
  const range = { line: first.line, column: first.column, endLine: last.endLine, endColumn: last.endColumn }
  return [{ range: rangeOf(file, range, columns), text: parts.join('') }]
}
