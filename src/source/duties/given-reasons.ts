/** True for a comment of the checked code that says why its error may be dropped, and not only that it is. */
export function givesReason(comment: string): boolean {
  return !repeatsIt.test(comment) && !isUnfinished.test(comment) && (!isForLinter.test(comment) || comment.includes('--'))
}

/** Says in words what the empty block says already: `// ignore`, `// do nothing`. */
const repeatsIt = /^[\s*]*(?:ignore(?:d|\s?(?:the\s)?errors?)?|no-?op|(?:do\s)?nothing|empty|swallow(?:ed)?|silent(?:ly)?|skip|pass|oops|(?:just\s)?continue|go\son)[\s.!*]*$/i
/** What the author of the checked code means to come back to. */
const isUnfinished = /^[\s*]*(?:todo|fixme)\b/i
/** Switches off a linter's rule; a reason may follow behind two dashes: `eslint-disable-line no-empty -- best effort`. */
const isForLinter = /^[\s*]*eslint-disable\b/
