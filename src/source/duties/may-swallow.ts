/** A cheap test on the text: false if the file certainly swallows no error, so that its tree need not be built. */
export function maySwallow(text: string): boolean {
  return emptyCatch.test(text) || emptyHandler.test(text) || emptySecond.test(text) || loggedError.test(text) || loggedRejection.test(text) || /uncaughtExc|unhandledRej/.test(text)
}

const emptyCatch = /\bcatch\s*(?:\([^()]{0,80}\)\s*)?\{\s*(?:\}|;|\/\/|\/\*|return\b|\w+\.)/
const emptyHandler =
  /\.catch\(\s{0,80}(?:async\s)?(?:\(?[\w$:\s]{0,40}\)?\s{0,40}=>\s*(?:\{\s*(?:\}|\/|return\b)|\(?(?:null|undefined|void)\b)|function\b[^{]{0,40}\{\s*\}|[\w$.]{0,40}noop)/
const loggedRejection = /\.catch\(\s{0,20}\(?\w{0,20}\)?\s?=>\s?(?:\{\s{0,20})?[\w.]{0,40}(?:console|log|logger)\.\w+\(|\.catch\(\s{0,20}function/
const loggedError = /\bif\s?\(e(?:rr\w{0,10}|r)?\)\s{0,3}(?:\{\s{0,20})?(?:return\s)?[\w.]{0,40}(?:console|log|logger)\.\w+\(/
const emptySecond = /\.then\b[^]{0,300}?,\s{0,40}\(?[\w$:\s]{0,40}\)?\s{0,40}=>\s*(?:\{\s*\}|null\b|undefined\b)/
