/** 0 nothing to object to, 1 findings, 2 the job could not be done. */
export type ExitCode = 0 | 1 | 2
