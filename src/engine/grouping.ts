import type { Finding } from '../core/finding.ts'
import type { Fix } from '../core/fix.ts'
import { groupBy } from '../core/group.ts'
import { formatMessage } from '../core/rule.ts'
import { someOf } from '../core/some-of.ts'
import { byPosition } from './collect.ts'

/** A group lists this many of its other places at most; its message gives the full number. */
const mostRelated = 20

/**
 * Groups findings that are best fixed in one go: see `Together`. This is the last step, after suppressions, exceptions, the baseline and
 * the comparison of a change, all of which are about single places.
 */
export function groupFindings(findings: readonly Finding[]): readonly Finding[] {
  if (findings.every(({ together }) => together === undefined)) return findings
  const groups = groupBy(findings, ({ fingerprint, together }) => together?.fingerprint ?? fingerprint)
  return [...groups.values()].flatMap(asOneFinding).sort(byPosition)
}

/** The group as one finding, at its first place; the findings themselves if they are too few. */
function asOneFinding(group: readonly Finding[]): readonly Finding[] {
  const [first, ...others] = group
  if (first?.together === undefined || group.length < first.together.from) return group
  const { text, data, fingerprint, contentHash } = first.together
  const { fixes: ofFirst = [], ...alone } = first
  const names = [...new Set(group.map(({ together }) => together?.name ?? ''))]
  const fixes = groupedFixes([ofFirst, ...others.map((other) => other.fixes ?? [])])
  const message =
    text === undefined
      ? `${first.message} There are ${group.length} such places in this file.`
      : formatMessage(text, { ...data, count: group.length, names: someOf(names) })
  return [
    {
      ...alone,
      message,
      fingerprint,
      contentHash,
      related: others.slice(0, mostRelated).map(({ file, line, column, endLine, endColumn, together }) => {
        return { file, line, column, endLine, endColumn, message: together?.name === undefined ? 'Here too.' : `${together.name} as well` }
      }),
      ...(fixes.length > 0 && { fixes }),
    },
  ]
}

/** All safe fixes as one, and each suggestion that exists for every place; suggestions for single places would be a long list of choices. */
function groupedFixes(group: readonly (readonly Fix[])[]): Fix[] {
  const fixes = group.flat()
  const suggestions = groupBy(fixes.filter(({ safe }) => !safe), ({ title }) => title)
  const forAll = [...suggestions.values()].filter((alike) => alike.length === group.length)
  return [fixes.filter(({ safe }) => safe), ...forAll].flatMap(mergedFix)
}

/** One fix that makes the edits of all, or none if there are none. */
function mergedFix(fixes: readonly Fix[]): Fix[] {
  const [first, ...others] = fixes
  if (first === undefined) return []
  const different = others.filter(({ title }) => title !== first.title).length
  const title = different === 0 ? first.title : `${first.title}, and the same for ${different} more`
  return [{ ...first, title, edits: fixes.flatMap(({ edits }) => edits) }]
}
