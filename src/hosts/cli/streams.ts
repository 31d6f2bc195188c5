import { fstatSync } from 'node:fs'

import type { Terminal } from './terminal.ts'

/** The terminal of the process. */
interface ProcessTerminal extends Terminal {
  /** True if nothing waits to be written to stderr. */
  isIdle(): boolean
}

/**
 * Takes standard output for reports alone: whatever a configuration or a custom rule prints, with `console.log` too, would otherwise be part
 * of them, and goes to stderr from now on. A stream is made when it is first used, because Node loads a good deal for each.
 */
export function takeTerminal(): ProcessTerminal {
  const stdout = propertyOf('stdout')
  const stderr = propertyOf('stderr')
  let used = false
  const errors = (): NodeJS.WriteStream => {
    used = true
    return stderr.stream
  }
  for (const name of ['stdout', 'stderr']) Object.defineProperty(process, name, { configurable: true, enumerable: true, get: errors })
  return {
    get stdout() {
      return isWrittenInPlace(1) ? { descriptor: 1 } : stdout.stream
    },
    get stderr() {
      return errors()
    },
    env: process.env,
    isIdle: () => !used || stderr.stream.writableLength === 0,
  }
}

/** True for a file, and for a pipe where writing to one waits until it has been taken. */
function isWrittenInPlace(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor)
    return stats.isFile() || (stats.isFIFO() && process.platform !== 'win32')
  } catch {
    // It is closed, which a stream has an answer to.
    return false
  }
}

/** The property of the process as it is now, under another name. */
function propertyOf(name: 'stdout' | 'stderr'): { readonly stream: NodeJS.WriteStream } {
  const property = Object.getOwnPropertyDescriptor(process, name)
  const holder = {
    get stream(): NodeJS.WriteStream {
      return process[name]
    },
  }
  return property === undefined ? holder : Object.defineProperty(holder, 'stream', property)
}
