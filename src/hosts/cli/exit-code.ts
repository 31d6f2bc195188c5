/** 0 no findings that fail the run, 1 findings, 2 the check could not be completed. */
export type ExitCode = 0 | 1 | 2
