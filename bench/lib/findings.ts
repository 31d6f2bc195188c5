/** The number of findings in a tool's output; nothing if the output is malformed. */
export type CountFindings = (stdout: string) => number | undefined

/** Setsquare's JSON: the list of findings. */
export const countSetsquare: CountFindings = (stdout) => listLength(fieldOf(parse(stdout), 'findings'))

/** Spectral's and vacuum's JSON: one list. */
export const countListed: CountFindings = (stdout) => listLength(parse(stdout))

/** Redocly's JSON: totals by severity. */
export const countRedocly: CountFindings = (stdout) => {
  const totals = fieldOf(parse(stdout), 'totals')
  const [errors, warnings] = [fieldOf(totals, 'errors'), fieldOf(totals, 'warnings')]
  return typeof errors === 'number' && typeof warnings === 'number' ? errors + warnings : undefined
}

/** dependency-cruiser's text: its summary line. */
export const countDependencyCruiser: CountFindings = (stdout) => {
  if (/no dependency violations found/.test(stdout)) return 0
  const violations = /(\d+) dependency violations/.exec(stdout)?.[1]
  return violations === undefined ? undefined : Number(violations)
}

/** ESLint's JSON: messages by file. */
export const countEslint: CountFindings = (stdout) => {
  const files = parse(stdout)
  if (!Array.isArray(files)) return undefined
  return files.reduce((sum: number, file: unknown) => sum + (listLength(fieldOf(file, 'messages')) ?? 0), 0)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined
}

function listLength(value: unknown): number | undefined {
  return Array.isArray(value) ? value.length : undefined
}
