#!/usr/bin/env node
import { writeSync } from 'node:fs'

import { takeTerminal } from './streams.ts'

// A configuration or custom rule is code: it may exit the process, or leave a promise pending for ever. Neither must look like success.
let isDone = false
process.on('exit', () => {
  if (isDone) return
  process.exitCode = 2
  writeSync(2, 'setsquare: the process ended before the check was finished: a configuration, rule or ruleset called process.exit, or waits for something that never happens\n')
})

/** What only tells something is done before the preparations would be. */
const isShort = process.argv.slice(2).some((arg) => /^(?:--help|--version|-[hv])$/.test(arg))

/** In milliseconds. */
const graceForOthers = 1000

const terminal = takeTerminal()

void (isShort ? Promise.resolve() : import('./prepare.ts').then(({ prepare }) => prepare(process.argv.slice(2)))).then(async () => {
  const { run } = await import('./run.ts')
  const code = await run(process.argv.slice(2), terminal)
  isDone = true
  process.exitCode = code
  // Each of our own writes has been waited for by now. Ending here saves Node taking apart a heap that is given back anyway: a twentieth of a
  // short run.
  if (terminal.isIdle() && process.getActiveResourcesInfo().length === 0) process.exit(code)
  // What a configuration or rule has left open, a timer or a connection, must not keep the process alive for ever; the time is for what it
  // still prints itself.
  setTimeout(() => process.exit(code), graceForOthers).unref()
})
