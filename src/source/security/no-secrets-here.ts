import { mayCallFrom } from '../names/called.ts'
import type { SourceFile } from '../syntax/file.ts'
import { keysOfApplication, pluginSecrets, secretSinks, strategyPackage } from '../models/secret-sinks.ts'
import { tokenBuilders } from '../models/tokens.ts'
import { roleOf } from '../roles.ts'

/** Folders of examples and translations, whose secrets are made up. */
const shown =
  /(?:^|\/)(?:examples?|samples?|docs?|documentation|mocks?|__mocks__|stories|storybook|playground|i18n|locales?|langs?|translations?|messages|templates?|snippets?|e2e|\.?scripts|[\w-]+-tests?)\//i
const shownFile = /(?:[.-](?:examples?|samples?|mocks?|stories|fixtures?|d)|(?:^|\/)mocks?)\.[cm]?[jt]sx?$/i

/** True for tests, seeds, examples and translations, whose secrets are not used in production. */
export function holdsNoSecrets(file: SourceFile): boolean {
  return roleOf(file) !== 'code' || file.language === 'dts' || shown.test(file.path) || shownFile.test(file.path)
}

const words = 'secret|geheim|segredo|pass|pwd|senha|clave|api[-_]?key|private[-_]?key|access[-_]?key|[a-z][-_]?token|(?:jwt|signing|encryption|crypto|hmac|aes|session|cookie)_?key|(?:query|headers?)[.[\'"]{1,2}(?:x[-_])?key'
/** The name of a secret before a string; `||`, a type or a call that reads the setting may be in between. */
const named = new RegExp(`(?:${words})[\\w'"\\]]{0,40}\\s{0,3}(?::|!?=|,|\\|\\||\\?\\?)[^;\\n]{0,120}['"\`]`, 'i')
const header = /\bauthorization['"]?\s{0,3}[:,]\s{0,3}['"`](?:Basic|Bearer)\s/i
const address = /\w:\/\/[^\s:/@'"`]{0,80}:[^\s@'"`/]{1,120}@/
const sinks = [...secretSinks.map(({ functions }) => functions), tokenBuilders]

/** A cheap check: false if nothing in the text can be a secret, so that the file need not be parsed. */
export function mayHoldSecret(file: SourceFile): boolean {
  const { text } = file
  if (named.test(text) || header.test(text) || /['"`]A[KS]IA/.test(text) || address.test(text) || mayCallFrom(file, sinks)) return true
  return file.imports.some(
    ({ specifier }) => specifier === keysOfApplication.package || strategyPackage.test(specifier) || Object.hasOwn(pluginSecrets, specifier),
  )
}
