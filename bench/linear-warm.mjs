// Checks contracts one after the other in one process, and prints a line for each: its number in the list, and the least
// milliseconds of processor time that it took. Nothing is warmed by being checked itself: the first ones, which are not printed, do that.
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
  // What is quick scatters, and costs little to do again.
  const again = once < 2000 ? [await checkOnce(file), await checkOnce(file)] : []
  console.log(`${index} ${Math.min(once, ...again)}`)
}
