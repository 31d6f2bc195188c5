import { add } from '../../core/fix.ts'
import type { Finding } from '../../core/finding.ts'
import { directoryOf } from '../../core/paths.ts'
import { entryOf } from '../../engine/baseline.ts'
import { formatBaseline } from '../../engine/baseline-text.ts'
import { relativePath } from '../../reporters/reporter.ts'
import { baselineName } from '../node/check/baseline.ts'
import { disk } from '../node/disk/disk.ts'
import { absolutePath } from '../node/disk/paths.ts'
import { appended, creation, edited } from './change.ts'
import type { Change, Plan, Task } from './change.ts'
import type { ArchitectureFound, FirstLook } from './findings.ts'
import type { Repository } from './repository.ts'

const configurationName = 'setsquare.yaml'

/** Plans the configuration, and the baseline that makes the first run pass. Existing settings are kept. */
export function planConfiguration(repository: Repository, look: FirstLook): Plan {
  const { configuration, base, file } = look.configuration
  const stated = configuration.baseline
  const baseline = absolutePath(base, stated ?? baselineName)
  const isKnown = disk.typeOf(baseline) === 'file'
  const { places: findings } = look
  const needsBaseline = !isKnown && findings.length > 0
  const changes: Change[] = []
  const tasks: Task[] = []
  if (file === undefined) {
    changes.push(creation(configurationName, 'the configuration; every entry is optional', configurationText(repository, look, needsBaseline || isKnown)))
  } else if (stated === undefined && (needsBaseline || isKnown)) {
    const change = stateBaseline(repository, relativePath(repository.root, file))
    if (change === undefined) tasks.push({ what: `Add the baseline to ${relativePath(repository.root, file)}:`, text: `baseline: ${baselineName}` })
    else changes.push(change)
  }
  if (needsBaseline) {
    const path = relativePath(repository.root, baseline)
    changes.push(creation(path, `${known(findings)}: only new ones will be reported`, baselineText(findings, baseline)))
    const attributes = repository.isGit ? attributesFor(repository, path) : undefined
    if (attributes !== undefined) changes.push(attributes)
  }
  return { changes, tasks }
}

function known(findings: readonly Finding[]): string {
  return `today's findings, at ${findings.length} ${findings.length === 1 ? 'place' : 'places'}`
}

function baselineText(findings: readonly Finding[], file: string): string {
  const directory = directoryOf(file)
  return formatBaseline(findings.map((finding) => entryOf(finding, { pathOf: (path) => relativePath(directory, path) })))
}

/** Adds the baseline to an existing configuration, unless that is a JavaScript file, which is left to its author. */
function stateBaseline({ textOf }: Repository, path: string): Change | undefined {
  const before = textOf(path)
  if (before === undefined || /\.[cm]?js$/.test(path)) return undefined
  const purpose = 'every run uses the baseline'
  if (path.endsWith('.json')) return edited(path, purpose, before, [add({ file: path, pointer: [] }, 'baseline', baselineName)])
  return edited(path, purpose, before, [add({ file: path, pointer: [] }, 'baseline', baselineName)]) ?? onItsOwn(path, purpose, before)
}

/** A file of comments only contains no mapping to add a key to. */
function onItsOwn(path: string, purpose: string, before: string): Change | undefined {
  const isEmpty = before.split('\n').every((line) => line.trim() === '' || line.startsWith('#'))
  return isEmpty ? appended(path, purpose, before, `baseline: ${baselineName}`) : undefined
}

function attributesFor({ textOf }: Repository, baseline: string): Change | undefined {
  const before = textOf('.gitattributes')
  if (before?.includes(baseline) === true || /[\s"]/.test(baseline)) return undefined
  return appended('.gitattributes', 'lets git merge branches that both change the baseline', before, `${baseline} merge=union`)
}

function configurationText({ manager }: Repository, { architectures }: FirstLook, hasBaseline: boolean): string {
  // Without npm, and with Yarn's Plug'n'Play, there is no `node_modules`.
  const installed = manager?.program.startsWith('node_modules/') === true ? './node_modules' : 'https://unpkg.com'
  const schema = `${installed}/setsquare/schema/setsquare.schema.json`
  const parts = [
    `# yaml-language-server: $schema=${schema}
# The configuration of Setsquare. Every entry is optional:
# https://github.com/setsquare/setsquare/blob/main/docs/configuration.md
`,
    ...(hasBaseline
      ? [
          `# The findings that existed when this was set up. They are not reported again; \`setsquare check --prune-baseline\` removes fixed ones.
baseline: ${baselineName}
`,
        ]
      : []),
    ...layersText(architectures),
    `# The default preset is \`recommended\`, what almost everybody would fix; \`strict\` is the whole checklist.
# preset: strict
`,
  ]
  return parts.join('\n')
}

/** A comment on how the layers were inferred, so that a wrong guess is noticed at once. A correct one need not be configured. */
function layersText(architectures: readonly ArchitectureFound[]): string[] {
  const presets = [...new Set(architectures.map(({ preset }) => preset))]
  const [preset] = presets
  if (preset === undefined) return []
  const evidence = architectures.slice(0, maxEvidence).map((one) => `#   ${one.directory === '' ? '.' : one.directory}: ${one.preset}; ${one.because}`)
  const more = architectures.length > maxEvidence ? [`#   and ${architectures.length - maxEvidence} more packages`] : []
  const advice =
    presets.length > 1
      ? ['# Packages differ, so nothing is set here: `architecture` would apply to all of them.']
      : ['# This is inferred in each run. To set it once and for all:', '# architecture:', `#   preset: ${preset}`]
  return [`${['# How the code is layered:', ...evidence, ...more, ...advice].join('\n')}\n`]
}

const maxEvidence = 5
