const base = 'https://github.com/setsquare/setsquare/blob/main/docs'

/** Where people read about a rule: the address that reports and editors link to. */
export function docsOf(rule: string): string {
  return rule.endsWith('-suppression') ? `${base}/suppressions.md` : `${base}/rules/${rule}.md`
}
