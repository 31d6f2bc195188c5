#!/usr/bin/env node
import { writeSync } from 'node:fs'
import module from 'node:module'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'

import { keepCode } from './kept-code.ts'

// From Node 22 on, compiled code is kept between runs by Node itself. It only serves what is loaded after this call.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') Reflect.apply(module.enableCompileCache, module, [])
else if (process.env['NODE_DISABLE_COMPILE_CACHE'] === undefined) keepCode(dirname(fileURLToPath(import.meta.url)), process.argv.slice(2))

// Node 20 optimises a function after so little use that a check, which is over in a second, spends a fifth of its processor time on compiling.
// This lets it wait longer; later versions have a compiler in between, and no such flag.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=500000')

// Threads that parse take turns with this one: more of them than there are other cores only keep it waiting. Told before the first is started.
process.env['UV_THREADPOOL_SIZE'] ??= String(Math.max(1, Math.min(4, availableParallelism() - 1)))

// A configuration or a rule is a program, which may end the process or wait for what never comes: that must not look like success.
let isDone = false
process.on('exit', () => {
  if (isDone) return
  process.exitCode = 2
  writeSync(2, 'setsquare: ended before it was done: something that it loaded has called process.exit, or waits for what never comes\n')
})

void import('./run.ts').then(async ({ run }) => {
  const { stdout, stderr, env } = process
  const code = await run(process.argv.slice(2), { stdout, stderr, env })
  isDone = true
  // Not `process.exit`: what is still on its way into a pipe must arrive.
  process.exitCode = code
})
