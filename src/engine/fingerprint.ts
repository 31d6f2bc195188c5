import type { Finding } from '../core/finding.ts'
import { hash64 } from '../core/hash.ts'
import { isWithin } from '../core/paths.ts'
import { byPosition } from './collect.ts'
import type { Found } from './collect.ts'

/**
 * Gives findings their fingerprints. Findings of one rule whose content is the same in one file are numbered from top to bottom.
 * @param found everything that was found in a run, suppressed or not, so that a suppression changes nobody's number
 * @param roots the directories that paths are told from, the first that fits: absolute, forward slashes
 */
export function fingerprinted(found: readonly Found[], roots: readonly string[]): Map<Found, Finding> {
  const counts = new Map<string, number>()
  const findings = new Map<Found, Finding>()
  for (const one of [...found].sort(byPosition)) {
    const { content, ...finding } = one
    const key = `${one.rule}\n${content}`
    const place = `${one.file}\n${key}`
    const number = counts.get(place) ?? 0
    counts.set(place, number + 1)
    const contentHash = hash64(number === 0 ? key : `${key}\n${number}`)
    findings.set(one, { ...finding, contentHash, fingerprint: hash64(`${contentHash} ${pathFrom(roots, one.file)}`) })
  }
  return findings
}

function pathFrom(roots: readonly string[], file: string): string {
  const root = roots.find((directory) => isWithin(directory, file))
  return root === undefined ? file : file.slice(root.length).replace(/^\//, '')
}
