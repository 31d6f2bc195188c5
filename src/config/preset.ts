import type { ConfiguredSeverity } from '../core/diagnostic.ts'
import type { Rule } from '../core/rule.ts'
import type { PresetName } from './configuration-file.ts'

/** The severity of a rule in a preset. */
export function severityIn(preset: PresetName, rule: Rule): ConfiguredSeverity {
  switch (preset) {
    case 'recommended':
      return rule.presets.recommended ?? 'off'
    case 'strict':
      return rule.presets.strict
    case 'all':
      return 'error'
  }
}
