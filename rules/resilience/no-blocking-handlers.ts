import type { SourceLocation } from '../../src/core/location.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { Project } from '../../src/project/project.ts'
import { handledWork } from '../../src/project/services/handled-work.ts'
import { project } from '../../src/project/subject.ts'
import { asyncForms } from '../../src/source/models/blocking.ts'
import { roleOfPath } from '../../src/source/roles.ts'

export default defineRule({
  subject: project,
  title: 'Request handlers do not block the event loop',
  why: 'Node.js handles all requests on one thread. While it reads a file, hashes a password or waits for a command synchronously, every other request waits.',
  fix: 'Use the asynchronous form, read what never changes once at startup, and pass long work to a queue or a worker.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['REL-6'],
  references: ["Node.js: Don't Block the Event Loop"],
  silentOn: [
    'what runs at startup, in scripts, command lines, migrations, seeds and tests',
    'what is done once and cached: `cached ??= readFileSync(path)`',
    'calls that take microseconds: existsSync, statSync',
    'better-sqlite3 and node:sqlite, which are synchronous by design',
  ],
  messages: {
    handler: '{{call}} in a request handler blocks every other request until it is done. Use {{instead}}.',
    called: '{{call}} runs while a request is handled (through {{by}}) and blocks every other request until it is done. Use {{instead}}.',
    slow: '{{call}} is slow by design and blocks every request of the process. Use {{instead}}.',
  },
  examples: {
    bad: [
      {
        code: `import { readFileSync } from 'node:fs'

app.get('/terms', (req, res) => {
  res.send(readFileSync('terms.html', 'utf8'))
})`,
      },
      {
        title: 'in a function that a handler calls',
        code: `const { execSync } = require('child_process')

function thumbnail(name) {
  return execSync('convert', [name])
}

exports.upload = (req, res) => {
  res.json({ thumbnail: thumbnail(req.file.path) })
}`,
      },
      {
        title: 'a member of a module',
        code: `var execSync = require('child_process').execSync

exports.backUp = function (req, res) {
  execSync('pg_dump shop')
  res.sendStatus(204)
}`,
      },
      {
        title: 'a hash that is slow by design',
        code: `import bcrypt from 'bcrypt'

export class Accounts {
  register(password: string) {
    return bcrypt.hashSync(password, 12)
  }
}`,
      },
    ],
    good: [
      {
        code: `import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

const terms = readFileSync('terms.html', 'utf8')
app.get('/terms', (req, res) => res.send(terms))
app.get('/notes', async (req, res) => res.send(await readFile('notes.html', 'utf8')))`,
      },
      {
        title: 'read once',
        code: `import fs from 'fs'

let page
app.get('/', (req, res) => {
  if (!page) page = fs.readFileSync('index.html', 'utf8')
  res.send(page)
})`,
      },
      {
        title: 'not while a request is handled',
        code: `import fs from 'fs'

export function loadKeys(directory) {
  return fs.readdirSync(directory).map((name) => fs.readFileSync(name))
}`,
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      const { blocking, slow } = handledWork(unit)
      for (const { fact, location, by } of blocking) {
        if (!isServed(unit, location)) continue
        const data = { call: fact.call, instead: asyncForms[fact.module] ?? 'an asynchronous form' }
        if (by === undefined) report(location, 'handler', data)
        else report(location, 'called', { ...data, by: by === '' ? 'another function' : `${by}()` })
      }
      for (const { fact, location } of slow)
        if (isServed(unit, location)) report(location, 'slow', { call: fact.call, instead: asyncForms[fact.module] ?? 'an asynchronous form' })
    },
  }),
})

function isServed(unit: Project, { file }: SourceLocation): boolean {
  const path = unit.nameOf(file)
  return roleOfPath(path) === 'code' && !/(?:^|\/)(?:scripts?|tools?|bin|cli|commands?)\//.test(path) && !unit.isCommandLine(file)
}
