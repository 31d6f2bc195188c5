import type { SourceFile } from '../syntax/file.ts'

/** Makes a signature with a key. */
export const keyed = /createHmac\(|Hmac[A-Z]\w*\(|\.hmac\(/

/** What a program was given. */
export const settings = /\b(?:env|ENV|[cC]onfig\w*|settings|secrets)\b/

/** A cheap check: false if nothing in the text can be such a comparison. */
export function mayCompareSecrets({ text, language }: Pick<SourceFile, 'text' | 'language'>): boolean {
  return !language.endsWith('sx') && (keyed.test(text) || /[`'"]Bearer ['"$]/.test(text) || (settings.test(text) && /(?:secret|token|passw|key)[^\n]{0,40}[!=]==?|[!=]==?[^\n]{0,80}(?:secret|token|passw|key)/i.test(text)))
}
