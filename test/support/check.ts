import { rules as ownRules } from '../../rules/index.ts'
import type { Configuration } from '../../src/core/configuration.ts'
import type { Files } from '../../src/core/files.ts'
import { defaultsOf } from '../../src/core/options.ts'
import { comparesVersions } from '../../src/core/rule.ts'
import type { Example, Rule } from '../../src/core/rule.ts'
import { noSettings } from '../../src/core/settings.ts'
import { DocumentStore } from '../../src/documents/store.ts'
import { checkFiles } from '../../src/hosts/check-files.ts'
import type { Checked } from '../../src/hosts/check-files.ts'
import { compareVersions } from '../../src/hosts/compare-versions.ts'
import type { Versions } from '../../src/hosts/compare-versions.ts'
import { fixTexts } from '../../src/hosts/fix.ts'
import { openContract } from '../../src/hosts/load-contracts.ts'
import { Contract } from '../../src/openapi/contract.ts'

/** The directory of in-memory projects. */
export const root = '/project'

/** Checks texts in memory, with every given rule on at its strict severity. */
export async function checkTexts(
  texts: { readonly [file: string]: string },
  rules: readonly Rule[],
  example: Pick<Example, 'options' | 'settings'> = {},
): Promise<Checked> {
  const byPath = new Map(Object.entries(texts).map(([file, text]) => [`${root}/${file}`, text]))
  const files: Files = {
    read(file) {
      const text = byPath.get(file)
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text }
    },
  }
  const configuration: Configuration = {
    settings: { ...noSettings, ...example.settings },
    isUsed: () => true,
    severityOf: (rule) => rule.presets.strict,
    optionsOf: (rule) => ({ ...defaultsOf(rule.options), ...example.options }),
  }
  const paths = [...byPath.keys()]
  const docsOf = (rule: string): string => `docs/rules/${rule}.md`
  if (rules.some(comparesVersions) && 'base.yaml' in texts) {
    const versions = versionsIn(root, new DocumentStore(files))
    // The verdict depends on the other rules.
    const all = [...ownRules.filter((rule) => comparesVersions(rule) && rules.every(({ id }) => id !== rule.id)), ...rules]
    const { findings, suppressed, exceptions, coverage } = compareVersions(versions, { roots: [root], context: new Set<string>(), rules: all, configuration, docsOf })
    return { findings: findings.filter(({ rule }) => rules.some(({ id }) => id === rule)), suppressed, exceptions, coverage, checked: new Set(), failed: new Set(), counts: { files: 2, contracts: versions.length, sources: 0 }, textOf: (file) => byPath.get(file) }
  }
  return checkFiles({
    contracts: paths.filter((file) => /\.(?:ya?ml|json)$/.test(file) && /["']?(?:openapi|swagger)["']?\s*:/.test(byPath.get(file) ?? '')),
    sources: paths.filter((file) => /\.[cm]?[jt]sx?$/.test(file)),
    context: [],
    roots: [root],
    bases: [root],
    files,
    rules,
    configuration,
    docsOf,
  })
}

/** The two versions of a contract in the examples of rules that compare them. */
export function versionsIn(directory: string, store: DocumentStore): Versions[] {
  const [base, head] = ['base.yaml', 'head.yaml'].map((name) => openContract(`${directory}/${name}`, store))
  return base instanceof Contract && head instanceof Contract ? [{ base, head, file: head.file }] : []
}

/** The result of `--fix` on texts in memory. Throws if a fix is refused, or if fixing again would change something. */
export async function fixedTexts(
  texts: { readonly [file: string]: string },
  rules: readonly Rule[],
  example: Pick<Example, 'options' | 'settings'> = {},
): Promise<{ readonly [file: string]: string }> {
  const relative = (file: string): string => file.slice(`${root}/`.length)
  const { changes, refused } = await fixTexts({
    check: (changed) => checkTexts({ ...texts, ...Object.fromEntries([...changed].map(([file, text]) => [relative(file), text])) }, rules, example),
    isWanted: () => true,
    reasonAgainst: () => undefined,
  })
  if (refused.length > 0) throw new Error(`not fixed: ${refused.map(({ finding, reason }) => `${finding.message} (${reason})`).join(', ')}`)
  return { ...texts, ...Object.fromEntries([...changes].map(([file, table]) => [relative(file), table.text])) }
}

/** The files of an example; a single one has its subject's usual name. */
export function filesOf(rule: Rule, example: Example): { readonly [file: string]: string } {
  if (typeof example.code !== 'string') return example.code
  const usual = rule.subject.speaksAbout.includes('contract') ? 'openapi.yaml' : 'src/example.ts'
  return { [example.file ?? usual]: example.code }
}
