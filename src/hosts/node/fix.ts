import { realpathSync } from 'node:fs'
import { sep } from 'node:path'

import type { Finding } from '../../core/finding.ts'
import { isWithin } from '../../core/paths.ts'
import { realPathOf } from '../files.ts'
import { fixTexts } from '../fix.ts'
import type { FixOutcome, Findings } from '../fix.ts'
import { check } from './check.ts'
import type { CheckOutcome } from './check/check-outcome.ts'
import type { CheckRequest } from './check/check-request.ts'

/** The outcome of a check, in the form that fixing needs. */
export interface FixedCheck extends Findings {
  readonly outcome: CheckOutcome
}

/**
 * Computes what `--fix` makes of a project, without writing. Files outside the project are never changed, even if reading them is allowed.
 * @param isWanted selects the findings to fix
 */
export function fix(request: CheckRequest, isWanted: (finding: Finding) => boolean): Promise<FixOutcome<FixedCheck>> {
  let roots: readonly string[] = []
  const real = (path: string): string => realPathOf(path, { realpathSync, sep }) ?? path
  return fixTexts({
    async check(texts) {
      // The cache describes files on disk, and these texts are not.
      const outcome = await check({ ...request, texts, cache: false })
      roots = outcome.roots.map(real)
      return { outcome, findings: outcome.report.findings, textOf: (file: string) => outcome.textOf(file) }
    },
    isWanted,
    reasonAgainst: (file) => (roots.some((root) => isWithin(root, real(file))) ? undefined : 'it is outside the project'),
  })
}
