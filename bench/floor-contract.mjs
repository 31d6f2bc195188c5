// The floor for contract linters in this runtime: read the file, parse it with positions, visit every value once.
import { readFileSync } from 'node:fs'
import { constructFromEvents, parseEvents } from 'js-yaml'

/** Counts this value and its descendants; aliased values count each time. */
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
