/** `setsquare/spectral`: the ruleset for `extends` in a Spectral ruleset. Built into a single file without imports. */
import { ruleset } from './ruleset.ts'

export { ruleset }
export type { RulesetOptions, SpectralRule, SpectralRuleset } from './ruleset.ts'

export default ruleset()
