import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'

import { generate } from './generate.ts'
import { repository, ruleFiles } from './rule-files.ts'
import { ruleText, templateNames } from './rule-template.ts'

// Creates a rule from a template: step 1 of "A rule in five minutes" in CONTRIBUTING.md.
const usage = `npm run new-rule -- <topic>/<id> [--subject ${templateNames.join('|')}]`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { subject: { type: 'string', default: 'api' } },
})
const [name = ''] = positionals
const [, topic, id] = /^([a-z][a-z-]*)\/([a-z][a-z0-9-]*)$/.exec(name) ?? []
const text = ruleText(values.subject)

if (topic === undefined || id === undefined || text === undefined) {
  console.error(`Usage: ${usage}`)
  process.exitCode = 2
} else if (ruleFiles().some((file) => file.id === id)) {
  console.error(`There is a rule called '${id}' already.`)
  process.exitCode = 2
} else {
  const path = join(repository, 'rules', topic, `${id}.ts`)
  if (!existsSync(dirname(path))) console.log(`'${topic}' is a new topic.`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  await generate({ write: true })
  console.log(`Wrote rules/${topic}/${id}.ts and its entries in rules/contracts.ts or rules/code.ts, docs/rules/ and schema/.

Next:
  1. Fill in every TODO. The examples are run as tests: the bad ones must be found, the good ones not.
  2. npx vitest run test/rules.test.ts test/complete.test.ts -t ${id}
  3. npm run generate, then look at docs/rules/${id}.md.`)
}
