// Checks contracts one after the other in one process, and prints a line for each: its index in the list, and the least CPU time in
// milliseconds. Other contracts, which are not printed, are checked first to warm up the runtime.
import { performance } from 'node:perf_hooks'
import process from 'node:process'

const [entry, cwd, warmUp, ...files] = process.argv.slice(2)
const { check } = await import(entry)

async function checkOnce(file) {
  const before = process.cpuUsage()
  await check({ cwd, paths: [file], preset: 'recommended', cache: false })
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const start = performance.now()
while (performance.now() - start < Number(warmUp)) await checkOnce(files[files.length >> 1])
for (const [index, file] of files.entries()) {
  const once = await checkOnce(file)
  // Short checks vary more, and are cheap to repeat.
  const again = once < 2000 ? [await checkOnce(file), await checkOnce(file)] : []
  console.log(`${index} ${Math.min(once, ...again)}`)
}
