/** The resource usage of a process and its children. */
export interface Usage {
  /** CPU time in milliseconds, user and system. */
  readonly cpu: number
  /** Peak resident size in megabytes (10^6 bytes). */
  readonly memory: number
}

/** A `time` program; GNU's and BSD's differ in arguments and output. */
export interface TimeProgram {
  readonly file: string
  readonly dialect: 'gnu' | 'bsd'
}

/** The arguments before a command line that write its usage to the file `report`. */
export function timeArguments(time: TimeProgram, report: string): string[] {
  return time.dialect === 'gnu' ? [time.file, '-q', '-f', '%U %S %M', '-o', report] : [time.file, '-l', '-o', report]
}

/** Parses a report of GNU time (`-f '%U %S %M'`: seconds, seconds, KiB) or BSD time (`-l`: bytes); nothing if it is neither. */
export function parseUsage(dialect: TimeProgram['dialect'], report: string): Usage | undefined {
  return dialect === 'gnu' ? parseGnu(report) : parseBsd(report)
}

function parseGnu(report: string): Usage | undefined {
  const match = /^([\d.]+) ([\d.]+) (\d+)$/m.exec(report)
  if (match === null) return undefined
  const [, user, system, kibibytes] = match
  return { cpu: (Number(user) + Number(system)) * 1000, memory: (Number(kibibytes) * 1024) / 1e6 }
}

function parseBsd(report: string): Usage | undefined {
  const times = /([\d.]+) user +([\d.]+) sys/.exec(report)
  const bytes = /(\d+) +maximum resident set size/.exec(report)
  if (times === null || bytes === null) return undefined
  return { cpu: (Number(times[1]) + Number(times[2])) * 1000, memory: Number(bytes[1]) / 1e6 }
}
