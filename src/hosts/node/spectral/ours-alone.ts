import type { RuleEntries } from '../../../config/configuration-file.ts'
import { asList, isObject } from '../../../core/json.ts'
import { comparesSides } from '../../../core/rule.ts'
import type { Rule } from '../../../core/rule.ts'
import { parseDocument } from '../../../documents/parse.ts'
import { disk } from '../disk/disk.ts'
import type { Tree } from '../disk/tree.ts'

/** The name of our own ruleset in `extends`. */
const ours = 'setsquare/spectral'

/**
 * What a ruleset says about our rules, if all it does is extend ours, as in our guide. Then neither Spectral nor the ruleset need be
 * loaded, which would take longer than everything else. Nothing for all other rulesets.
 * @param ruleset absolute
 */
export function entriesOfOursAlone(ruleset: string, tree: Tree, rules: readonly Rule[]): RuleEntries | undefined {
  if (!/\.(?:ya?ml|json)$/.test(ruleset)) return undefined
  const content = (tree.typeOf(ruleset) === undefined ? disk : tree).files({ roots: [], allowOutsideRoot: true }).read(ruleset)
  if (content.kind !== 'text' || !content.text.includes(ours)) return undefined
  const { value, problems } = parseDocument(ruleset, content.text)
  if (problems.length > 0 || !isObject(value) || Object.keys(value).join() !== 'extends') return undefined
  const { extends: extended } = value
  const names = typeof extended === 'string' ? [extended] : asList(extended)
  if (names.length !== 1 || names[0] !== ours) return undefined
  const weighed = rules.filter((rule) => rule.subject.speaksAbout.includes('contract') && !comparesSides(rule))
  return Object.fromEntries(weighed.flatMap(({ id, presets }) => (presets.recommended === undefined ? [] : [[id, presets.recommended]])))
}
