import { globLibrary } from '../core/globs.ts'

/**
 * A predicate for paths that match globs with the semantics of `.gitignore`: a glob without a slash matches at any depth, a directory
 * stands for everything in it, `!` negates, and the last glob that matches decides.
 * @param base the directory that the globs are relative to: absolute, forward slashes; paths outside it never match
 */
export function globMatcher(globs: readonly string[], base: string): (path: string) => boolean {
  const tests = globs.map((glob) => {
    const isNegated = glob.startsWith('!')
    return { isNegated, matches: globLibrary()(patternsOf(isNegated ? glob.slice(1) : glob), { dot: true }) }
  })
  const prefix = base.endsWith('/') ? base : `${base}/`
  return (path) => {
    if (tests.length === 0 || !path.startsWith(prefix)) return false
    const relative = path.slice(prefix.length)
    return tests.findLast(({ matches }) => matches(relative))?.isNegated === false
  }
}

function patternsOf(glob: string): string[] {
  const trimmed = glob.replace(/^\.?\//, '').replace(/\/$/, '')
  const anchored = /^\.?\//.test(glob) || trimmed.includes('/')
  const pattern = anchored ? trimmed : `**/${trimmed}`
  return [pattern, `${pattern}/**`]
}
