import type { CoverageNote } from '../core/diagnostic.ts'
import type { Finding, RelatedFinding } from '../core/finding.ts'
import type { Report } from '../core/report.ts'
import type { TextRange } from '../core/text-range.ts'
import type { ResolvedFix, TextEdit } from '../core/fix.ts'
import { groupBy } from '../core/group.ts'
import { isWithin } from '../core/paths.ts'
import { wellFormed } from '../core/printable.ts'
import { jsonText } from './json-text.ts'
import { relativePath } from './reporter.ts'
import type { ReportContext } from './reporter.ts'
import { home, levels, notificationDescriptors, notificationId, notificationLevel, ruleDescriptors } from './sarif-tool.ts'

/** The `uriBaseId` of the repository's top directory, as GitHub expects it. */
const rootId = '%SRCROOT%'

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), as GitHub's code scanning requires it: paths relative to the
 * repository, full regions, rules with help. What could not be checked is a tool notification; if it makes the run `incomplete`, the execution
 * counts as unsuccessful.
 *
 * `primaryLocationLineHash` is left to GitHub's upload, which computes it from the file and warns about every other value.
 */
export function sarif({ findings, coverage, summary }: Report, context: ReportContext): string {
  const { root, version, rules, verdict } = context
  const descriptors = ruleDescriptors(findings, rules)
  const ruleIndex = new Map(descriptors.map(({ id }, index) => [id, index]))
  const { files, contracts, sources, durationMs } = summary
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Setsquare',
            informationUri: home,
            version,
            semanticVersion: version,
            rules: descriptors,
            notifications: notificationDescriptors(coverage),
          },
        },
        invocations: [
          {
            executionSuccessful: verdict.result !== 'incomplete',
            toolExecutionNotifications: coverage.map((note) => notificationOf(note, root)),
            properties: { files, contracts, sources, durationMs },
          },
        ],
        originalUriBaseIds: { [rootId]: { uri: `${fileAddress(root).replace(/\/$/, '')}/`, description: { text: "The repository's top directory." } } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, ruleIndex, context)),
      },
    ],
  }
  return jsonText(log)
}

function resultOf(finding: Finding, ruleIndex: ReadonlyMap<string, number>, { root, fixesOf }: ReportContext): object {
  const { rule, severity, message, file, pointer, fingerprint, related } = finding
  const fixes = (fixesOf?.(finding) ?? []).map((fix) => fixOf(fix, root))
  return {
    ruleId: rule,
    ruleIndex: ruleIndex.get(rule),
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: physicalLocation(file, finding, root),
        ...(pointer !== undefined && { logicalLocations: [{ fullyQualifiedName: pointer }] }),
      },
    ],
    ...(related.length > 0 && { relatedLocations: related.map((other, index) => relatedLocation(other, index, root)) }),
    partialFingerprints: { 'setsquare/v1': fingerprint },
    ...(fixes.length > 0 && { fixes }),
  }
}

function relatedLocation(other: RelatedFinding, index: number, root: string): object {
  return { id: index + 1, message: { text: other.message }, physicalLocation: physicalLocation(other.file, other, root) }
}

function physicalLocation(file: string, range: TextRange, root: string): object {
  return { artifactLocation: artifactLocation(file, root), region: regionOf(range) }
}

function regionOf({ line, column, endLine, endColumn }: TextRange): object {
  return { startLine: line, startColumn: column, endLine, endColumn }
}

function fixOf({ title, edits }: ResolvedFix, root: string): object {
  return {
    description: { text: title },
    artifactChanges: [...groupBy(edits, ({ file }) => file)].map(([file, group]) => ({
      artifactLocation: artifactLocation(file, root),
      replacements: group.map(replacementOf),
    })),
  }
}

function replacementOf({ text, ...range }: TextEdit): object {
  return { deletedRegion: regionOf(range), insertedContent: { text } }
}

function notificationOf({ kind, file, message }: CoverageNote, root: string): object {
  return {
    descriptor: { id: notificationId(kind) },
    level: notificationLevel(kind),
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: artifactLocation(file, root) } }],
  }
}

function artifactLocation(file: string, root: string): object {
  return isWithin(root, file) ? { uri: encodePath(relativePath(root, file)), uriBaseId: rootId } : { uri: fileAddress(file) }
}

function fileAddress(path: string): string {
  const encoded = encodePath(path)
  return encoded.startsWith('/') ? `file://${encoded}` : `file:///${encoded.replace(/^(\w)%3A/, '$1:')}`
}

function encodePath(path: string): string {
  return wellFormed(path).split('/').map(encodeURIComponent).join('/')
}
