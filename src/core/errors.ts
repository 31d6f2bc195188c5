/** One mistake in a configuration. */
export interface ConfigurationProblem {
  /** Absolute path, forward slashes; left out for a mistake on the command line. */
  readonly file?: string
  /** From 1; left out if the configuration is a program, whose values have no position. */
  readonly line?: number
  readonly column?: number
  /** What is wrong and what to write instead. */
  readonly message: string
}

/** An invalid configuration. Carries every mistake, so that one run shows them all. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  readonly problems: readonly ConfigurationProblem[]

  constructor(problems: readonly ConfigurationProblem[]) {
    super(problems.map(describe).join('\n'))
    this.problems = problems
  }
}

function describe({ file, line, column, message }: ConfigurationProblem): string {
  if (file === undefined) return message
  return line === undefined ? `${file}: ${message}` : `${file}:${line}:${column ?? 1}: ${message}`
}

/** An invalid request: an unknown flag, a path that does not exist. The message is shown to the user. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
