/** `setsquare/spectral`: what `extends` in a Spectral ruleset names. Built into one file that imports nothing. */
import { ruleset } from './ruleset.ts'

export { ruleset }
export type { RulesetOptions, SpectralRule, SpectralRuleset } from './ruleset.ts'

export default ruleset()
