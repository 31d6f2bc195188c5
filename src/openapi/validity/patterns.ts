import { memoizeByText } from '../../core/memoize.ts'

/** Longer texts are not matched, so that a hostile contract cannot stall a check. */
const longest = 200

/** Patterns with more unlimited repetitions than this may backtrack too often. */
const mostUnlimited = 3

const compiled = memoizeByText((pattern: string): { readonly expression: RegExp } | undefined => {
  if (!isQuick(pattern)) return undefined
  for (const flags of ['u', '']) {
    try {
      return { expression: new RegExp(pattern, flags) }
    } catch {
      // The pattern is written for another engine, and not checked.
    }
  }
  return undefined
})

/** Whether a text matches; nothing if the pattern cannot be read, or matching might take too long. */
export function matchesPattern(pattern: string, text: string): boolean | undefined {
  return text.length > longest ? undefined : compiled(pattern)?.expression.test(text)
}

/**
 * True for expressions that take a short time whatever the text: no repetition of what repeats or branches itself, no references back,
 * and few repetitions without a limit.
 */
function isQuick(pattern: string): boolean {
  const plain = pattern.replace(/\\[1-9k]/g, '(*)*').replace(/\\./gs, 'x').replace(/\[(?:\^?\])?[^\]]{0,1000}\]/g, 'x')
  if ((plain.match(/[*+]|\{\d+,\}/g) ?? []).length > mostUnlimited) return false
  const groups: { repeats: boolean }[] = [{ repeats: false }]
  for (let index = 0; index < plain.length; index++) {
    const character = plain.charAt(index)
    const group = groups.at(-1)
    if (character === '(') groups.push({ repeats: false })
    else if (character === ')' && groups.length > 1) {
      const isRepeated = /^(?:[*+]|\{\d*(?:,\d*)?\})/.test(plain.slice(index + 1, index + 12))
      const inner = groups.pop()
      if (inner?.repeats === true && isRepeated) return false
      const outer = groups.at(-1)
      if (outer !== undefined && (inner?.repeats === true || isRepeated)) outer.repeats = true
    } else if (group !== undefined && /[*+|{]/.test(character)) group.repeats = true
  }
  return true
}
