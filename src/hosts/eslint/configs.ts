import type { ESLint, Linter } from 'eslint'

import { rules } from '../node/config/own-rules.ts'
import { presetNames } from '../../config/configuration-file.ts'
import type { PresetName } from '../../config/configuration-file.ts'
import { severityIn } from '../../config/preset.ts'
import { lowerSeverity } from '../../core/diagnostic.ts'
import type { Severity } from '../../core/diagnostic.ts'
import { customTopic } from '../../core/foreign.ts'
import { comparesVersions } from '../../core/rule.ts'
import { openapiLanguageName } from './language.ts'
import { engineRuleIds } from './rule-reference.ts'
import { namespace } from './rule.ts'

/** The configurations by name: each preset as a whole, and its two parts for projects that hold contracts and code in different places. */
export type Configs = { [Name in PresetName]: Linter.Config[] } & { [Name in `${PresetName}/${'code' | 'contracts'}`]: Linter.Config }

/** Globs for TypeScript and JavaScript. */
const codeFiles = ['**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx}']
// ESLint allows one language per file: only names that promise an OpenAPI document are claimed, and other YAML and JSON is left to other
// plugins.
const contractFiles = ['**/*{openapi,swagger}*.{yaml,yml,json}']

/** The presets as ESLint configurations. */
export function configsFor(plugin: ESLint.Plugin): Configs {
  return Object.fromEntries(
    presetNames.flatMap((preset): [string, Linter.Config | Linter.Config[]][] => {
      const plugins = { [namespace]: plugin }
      const code = { name: `${namespace}/${preset}/code`, files: codeFiles, plugins, rules: entries(preset, 'code') }
      const language = `${namespace}/${openapiLanguageName}`
      const contracts = { name: `${namespace}/${preset}/contracts`, files: contractFiles, plugins, language, rules: entries(preset, 'contract') }
      return [
        [preset, [code, contracts]],
        [`${preset}/code`, code],
        [`${preset}/contracts`, contracts],
      ]
    }),
  ) as Configs
}

/** The rules of a preset that are about code, or about contracts. */
function entries(preset: PresetName, about: 'code' | 'contract'): Linter.RulesRecord {
  const chosen = rules.filter((rule) => rule.subject.speaksAbout.includes(about) && !comparesVersions(rule))
  return Object.fromEntries([
    ...chosen.flatMap((rule) => {
      const severity = severityIn(preset, rule)
      if (severity === 'off') return []
      const main = [`${namespace}/${rule.id}`, weightOf(severity)] as const
      return rule.lesser.length === 0 ? [main] : [main, [`${namespace}/${rule.id}-minor`, weightOf(lowerSeverity(severity))] as const]
    }),
    [`${namespace}/${customTopic}`, 'error'] as const,
    [`${namespace}/${customTopic}-minor`, 'warn'] as const,
    ...engineRuleIds.map((id) => [`${namespace}/${id}`, id === 'not-checked' ? 'error' : 'warn'] as const),
  ])
}

/** ESLint has no third severity: `info` becomes `warn`. */
function weightOf(severity: Severity): 'error' | 'warn' {
  return severity === 'error' ? 'error' : 'warn'
}
