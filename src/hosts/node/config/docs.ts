const base = 'https://github.com/setsquare/setsquare/blob/main/docs'

/** The address of a page, by its path below `docs`. */
export function pageOf(path: string): string {
  return `${base}/${path}`
}

/** The documentation address of a rule, which reports and editors link to. */
export function docsOf(rule: string): string {
  return pageOf(rule.endsWith('-suppression') ? 'suppressions.md' : `rules/${rule}.md`)
}
