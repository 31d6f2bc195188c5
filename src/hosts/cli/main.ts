#!/usr/bin/env node
import { writeSync } from 'node:fs'
import module from 'node:module'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'

import { cacheCode } from './code-cache.ts'

// From Node 22 on, Node caches compiled code itself, but only for modules that are loaded after this call.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') Reflect.apply(module.enableCompileCache, module, [])
else if (process.env['NODE_DISABLE_COMPILE_CACHE'] === undefined) cacheCode(dirname(fileURLToPath(import.meta.url)), process.argv.slice(2))

/**
 * Flags of V8 by major version of Node: only where they were tried, because V8 complains on stderr about a flag that it does not know. A check
 * takes about a second, and V8 spends a fifth of its CPU time on optimising functions that hardly run afterwards: these make it wait longer. And
 * up to Node 24, a pattern becomes machine code when it is first used, not bytecode first and machine code the next time: nearly all are used again.
 */
const flags: Readonly<Record<string, readonly string[]>> = {
  20: ['--no-regexp-tier-up', '--interrupt-budget=300000'],
  22: ['--no-regexp-tier-up', '--invocation-count-for-turbofan=20000'],
  24: ['--no-regexp-tier-up', '--invocation-count-for-maglev=4000', '--invocation-count-for-turbofan=40000'],
  26: ['--invocation-count-for-maglev=4000', '--invocation-count-for-turbofan=40000'],
}
for (const flag of flags[Number.parseInt(process.versions.node, 10)] ?? []) setFlagsFromString(flag)

// The parser's threads compete with this one for cores: more of them than there are other cores would only slow it down. Has to be set
// before the first one is started.
process.env['UV_THREADPOOL_SIZE'] ??= String(Math.max(1, Math.min(4, availableParallelism() - 1)))

// A configuration or custom rule is code: it may exit the process, or leave a promise pending for ever. Neither must look like success.
let isDone = false
process.on('exit', () => {
  if (isDone) return
  process.exitCode = 2
  writeSync(2, 'setsquare: the process ended before the check was finished: a configuration, rule or ruleset called process.exit, or waits for something that never happens\n')
})

/** In milliseconds. */
const graceForOthers = 1000

const { stdout, stderr, env } = process
// Whatever a configuration or a custom rule prints, with `console.log` too, would otherwise be part of the report.
Object.defineProperty(process, 'stdout', { configurable: true, enumerable: true, value: stderr })

void import('./run.ts').then(async ({ run }) => {
  const code = await run(process.argv.slice(2), { stdout, stderr, env })
  isDone = true
  process.exitCode = code
  // Each of our own writes has been waited for by now. Ending here saves Node taking apart a heap that is given back anyway: a twentieth of a
  // short run.
  if (stderr.writableLength === 0 && process.getActiveResourcesInfo().length === 0) process.exit(code)
  // What a configuration or rule has left open, a timer or a connection, must not keep the process alive for ever; the time is for what it
  // still prints itself.
  setTimeout(() => process.exit(code), graceForOthers).unref()
})
