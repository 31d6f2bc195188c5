import type { Finding } from '../core/finding.ts'
import type { Fix } from '../core/fix.ts'
import { groupBy } from '../core/group.ts'
import { formatMessage } from '../core/rule.ts'
import { someOf } from '../core/some-of.ts'
import { byPosition } from './collect.ts'

/** Of places that a finding stands for as well, so many go with it: its message says how many there are. */
const mostRelated = 20

/**
 * Says once what was found at several places and is put right at once. The last thing done with findings, after suppressions,
 * exceptions, the baseline and what a change has caused: those are about places.
 */
export function saidTogether(findings: readonly Finding[]): readonly Finding[] {
  if (findings.every(({ together }) => together === undefined)) return findings
  const groups = groupBy(findings, ({ fingerprint, together }) => together?.fingerprint ?? fingerprint)
  return [...groups.values()].flatMap((group) => asOne(group)).sort(byPosition)
}

function asOne(group: readonly Finding[]): readonly Finding[] {
  const [first, ...others] = group
  if (first?.together === undefined || group.length < first.together.from) return group
  const { text, data, fingerprint, contentHash } = first.together
  const { fixes: ofFirst = [], ...alone } = first
  const names = [...new Set(group.map(({ together }) => together?.name ?? ''))]
  const fixes = fixedTogether([ofFirst, ...others.map((other) => other.fixes ?? [])])
  return [
    {
      ...alone,
      message: text === undefined ? `${first.message} There are ${group.length} such places in this file.` : formatMessage(text, { ...data, count: group.length, names: someOf(names) }),
      fingerprint,
      contentHash,
      related: others.slice(0, mostRelated).map(({ file, line, column, endLine, endColumn, together }) => {
        return { file, line, column, endLine, endColumn, message: together?.name === undefined ? 'Here too.' : `${together.name} as well` }
      }),
      ...(fixes.length > 0 && { fixes }),
    },
  ]
}

/** What puts right all that can be, and suggestions that do for every place: one for a single of them would be a list of choices. */
function fixedTogether(group: readonly (readonly Fix[])[]): Fix[] {
  const fixes = group.flat()
  const suggestions = groupBy(fixes.filter(({ safe }) => !safe), ({ title }) => title)
  const forAll = [...suggestions.values()].filter((alike) => alike.length === group.length)
  return [fixes.filter(({ safe }) => safe), ...forAll].flatMap(merged)
}

function merged(fixes: readonly Fix[]): Fix[] {
  const [first, ...others] = fixes
  if (first === undefined) return []
  const different = others.filter(({ title }) => title !== first.title).length
  const title = different === 0 ? first.title : `${first.title}, and so with ${different} more`
  return [{ ...first, title, edits: fixes.flatMap(({ edits }) => edits) }]
}
