// The least any contract linter in this runtime must do: read the file, parse it so that positions are kept, look at every
// value once.
import { readFileSync } from 'node:fs'
import { constructFromEvents, parseEvents } from 'js-yaml'

/** Counts the values below and including this one; what an alias stands for counts each time. */
function walk(value) {
  if (typeof value !== 'object' || value === null) return 1
  let count = 1
  if (Array.isArray(value)) for (const item of value) count += walk(item)
  else for (const key of Object.keys(value)) count += walk(value[key])
  return count
}

const source = readFileSync(process.argv[2], 'utf8')
const events = parseEvents(source, {})
const documents = constructFromEvents(events, { source })
console.log(`${events.length} events, ${walk(documents)} values`)
