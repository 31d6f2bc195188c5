import { globLibrary } from '../core/globs.ts'

/**
 * A test for paths by globs, read as in a `.gitignore`: a glob without a slash matches at any depth, a directory stands for
 * everything in it, `!` takes back, and the last glob that matches decides.
 * @param base directory that the globs are relative to: absolute, forward slashes
 */
export function globMatcher(globs: readonly string[], base: string): (path: string) => boolean {
  const tests = globs.map((glob) => {
    const takesBack = glob.startsWith('!')
    return { takesBack, matches: globLibrary()(patternsOf(takesBack ? glob.slice(1) : glob), { dot: true }) }
  })
  const prefix = base.endsWith('/') ? base : `${base}/`
  return (path) => {
    if (tests.length === 0 || !path.startsWith(prefix)) return false
    const relative = path.slice(prefix.length)
    return tests.findLast(({ matches }) => matches(relative))?.takesBack === false
  }
}

function patternsOf(glob: string): string[] {
  const trimmed = glob.replace(/^\.?\//, '').replace(/\/$/, '')
  const anchored = /^\.?\//.test(glob) || trimmed.includes('/')
  const pattern = anchored ? trimmed : `**/${trimmed}`
  return [pattern, `${pattern}/**`]
}
