/** `setsquare/eslint`: the rules as an ESLint plugin, for code and for OpenAPI documents. ESLint itself is not imported. */
import type { ESLint } from 'eslint'

import { rules } from '../node/config/own-rules.ts'
import { comparesVersions } from '../../core/rule.ts'
import { version } from '../cli/version.ts'
import { configsFor } from './configs.ts'
import type { Configs } from './configs.ts'
import { openapiLanguage, openapiLanguageName } from './language.ts'
import { engineRuleIds } from './rule-reference.ts'
import { eslintCustomRules, eslintEngineRule, eslintRulesOf, namespace } from './rule.ts'

/** Our plugin for ESLint. */
export interface SetsquarePlugin {
  meta: { name: string; version: string; namespace: string }
  rules: NonNullable<ESLint.Plugin['rules']>
  languages: NonNullable<ESLint.Plugin['languages']>
  configs: Configs
}

function createPlugin(): SetsquarePlugin {
  const plugin = {
    meta: { name: namespace, version, namespace },
    rules: Object.fromEntries([
      ...rules.filter((rule) => !comparesVersions(rule)).flatMap((rule) => eslintRulesOf(rule)),
      ...eslintCustomRules(),
      ...engineRuleIds.map((id) => [id, eslintEngineRule(id)] as const),
    ]),
    languages: { [openapiLanguageName]: openapiLanguage },
  }
  // A circular structure, as ESLint's plugins have it: the configurations refer to the plugin, which holds them.
  return Object.assign(plugin, { configs: configsFor(plugin) })
}

export default createPlugin()
