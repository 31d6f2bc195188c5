import type { Finding } from '../core/finding.ts'
import { hash64 } from '../core/hash.ts'
import { memoizeByText } from '../core/memoize.ts'
import { isWithin } from '../core/paths.ts'
import { byPosition } from './collect.ts'
import { lesserOf } from './content.ts'
import type { Found } from './collect.ts'

/**
 * Gives findings their fingerprints. Findings of one rule in one file with the same content are numbered from top to bottom.
 * @param found all findings of a run, suppressed or not, so that a new suppression does not renumber the others
 * @param roots directories that paths are made relative to, the first that contains the file: absolute, forward slashes
 */
export function fingerprinted(found: readonly Found[], roots: readonly string[]): Map<Found, Finding> {
  const counts = new Map<string, number>()
  const hash = memoizeByText(hash64)
  const findings = new Map<Found, Finding>()
  for (const one of [...found].sort(byPosition)) {
    const { content, together, about: _, ...finding } = one
    const place = `${one.file}\n${one.rule}\n${content}`
    const number = counts.get(place) ?? 0
    counts.set(place, number + 1)
    const named = (contentHash: string): Pick<Finding, 'fingerprint' | 'contentHash'> => {
      return { contentHash, fingerprint: hash(`${contentHash} ${pathFrom(roots, one.file)}`) }
    }
    findings.set(one, {
      ...finding,
      ...named(contentHashOf(one.rule, content, number)),
      // A group's fingerprint is of what its findings share, so that it does not change when some of them are fixed.
      ...(together !== undefined && { together: { ...together, ...named(hash(`${one.rule}\n${together.text ?? ''}\n${together.key}`)) } }),
    })
  }
  return findings
}

function contentHashOf(rule: string, content: string, number = 0): string {
  return hash64(number === 0 ? `${rule}\n${content}` : `${rule}\n${content}\n${number}`)
}

/** The content of findings about a contract as a whole, which are reported at its title or, without one, at its root. */
const wholeContract = ['/info/title', ''].flatMap((pointer) => [pointer, lesserOf(pointer)])

/** True for a finding about a contract as a whole. */
export function isForWholeContract({ rule, contentHash }: Pick<Finding, 'rule' | 'contentHash'>): boolean {
  return wholeContract.some((content) => contentHashOf(rule, content) === contentHash)
}

function pathFrom(roots: readonly string[], file: string): string {
  const root = roots.find((directory) => isWithin(directory, file))
  return root === undefined ? file : file.slice(root.length).replace(/^\//, '')
}
