#!/usr/bin/env node
import module from 'node:module'

// From Node 22 on, compiled code is kept between runs. It only serves what is loaded after this call.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') Reflect.apply(module.enableCompileCache, module, [])

const { run } = await import('./run.ts')
const { stdout, stderr, env } = process
// Not `process.exit`: what is still on its way into a pipe must arrive.
process.exitCode = await run(process.argv.slice(2), { stdout, stderr, env })
