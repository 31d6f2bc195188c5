/** True if a comment in an empty `catch` gives a reason for ignoring the error, and does not merely say that it is ignored. */
export function statesReason(comment: string): boolean {
  return !repeatsIt.test(comment) && !isUnfinished.test(comment) && (!isForLinter.test(comment) || comment.includes('--'))
}

/** Repeats what the empty block says: `// ignore`, `// do nothing`. */
const repeatsIt = /^[\s*]*(?:ignore(?:d|\s?(?:the\s)?errors?)?|no-?op|(?:do\s)?nothing|empty|swallow(?:ed)?|silent(?:ly)?|skip|pass|oops|(?:just\s)?continue|go\son)[\s.!*]*$/i
/** Marks unfinished work. */
const isUnfinished = /^[\s*]*(?:todo|fixme)\b/i
/** The comment of checked code that disables a lint rule. A reason may follow after two dashes. */
const isForLinter = /^[\s*]*eslint-disable\b/
