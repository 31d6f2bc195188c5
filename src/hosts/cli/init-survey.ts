import { incompleteKinds } from '../../core/verdict.ts'
import { countsText, countsOf } from '../../reporters/wording.ts'
import { counted } from '../../core/counted.ts'
import type { FirstLook } from '../init/findings.ts'
import type { Repository } from '../init/repository.ts'

// How many names are listed; the others are only counted.
const maxNames = 4

/** What was found in a repository, as lines with a label. */
export function surveyLines(repository: Repository, look: FirstLook): readonly (readonly [label: string, text: string])[] {
  const { manager, packages, libraries, linters, hook, ci } = repository
  const { contracts, sources, architectures, report } = look
  const unfinished = report.coverage.filter(({ kind }) => incompleteKinds.has(kind)).length
  const names = (kind: 'framework' | 'data'): string[] => libraries.filter((library) => library.kind === kind).map(({ name }) => name)
  const rows: (readonly [label: string, text: string | undefined])[] = [
    ['Packages', manager && [manager.name, ...(packages > 1 ? [counted(packages, 'package')] : [])].join(', ')],
    ['Framework', listed(names('framework'))],
    ['Data', listed(names('data'))],
    ['Contracts', listed(contracts) ?? 'none'],
    ['Code', sources === 0 ? 'none' : `${counted(sources, 'file')} of TypeScript or JavaScript`],
    ['Layers', listed(architectures.map(({ directory, preset, because }) => `${directory === '' ? '' : `${directory}: `}${preset} (${because})`), '; ')],
    ['Linters', listed(linters.map(({ name, file }) => `${name} (${file})`))],
    ['Hooks', hook && `${hook.name} (${hook.file})`],
    ['CI', listed(ci.map(({ name, because }) => `${name} (${because})`))],
    ['Findings', report.findings.length === 0 ? 'none' : countsText(countsOf(report.findings))],
    ['Not checked', unfinished === 0 ? undefined : `${counted(unfinished, 'file')}: the exit code is 2 until they can be checked`],
  ]
  return rows.flatMap(([label, text]) => (text === undefined || text === '' ? [] : [[label, text] as const]))
}

function listed(names: readonly string[], separator = ', '): string | undefined {
  if (names.length === 0) return undefined
  const shown = names.slice(0, maxNames).join(separator)
  return names.length > maxNames ? `${shown} and ${names.length - maxNames} more` : shown
}
