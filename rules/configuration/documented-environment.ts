import { groupAbove } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'
import { documentationOf } from '../../src/project/services/environment.ts'
import { servedParts } from '../../src/project/services/served-parts.ts'
import { project } from '../../src/project/subject.ts'

/** With fewer variables than this, the code itself is documentation enough. */
const fewest = 5

export default defineRule({
  subject: project,
  title: 'An example file lists the environment variables that a service needs',
  why: 'Anyone who runs or deploys the service for the first time has only this file to go by: a variable that is not listed is discovered when something fails.',
  fix: 'List each variable in `.env.example`, with a harmless value or none, and a comment on what it is for.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['SEC-3'],
  references: ['The Twelve-Factor App, III. Config'],
  silentOn: [
    'variables with a default, and those that are only tested for being set',
    'NODE_ENV, PORT and what the platform, the shell or a tool sets',
    'variables in commented lines of the example file',
    'without an example file: fewer than five variables, and those that the README or docker-compose.yml mentions',
    'scripts, command lines, tests, browser code',
  ],
  messages: {
    unlisted: '{{name}} is read without a default and not listed in {{file}}{{more}}: a missing value shows only when something fails. Add it there.',
    none: 'This application reads {{count}} environment variables without a default, such as {{name}}, and no `.env.example` lists them: setting it up means searching the code. Add one.',
  },
  lesser: ['none'],
  examples: {
    bad: [
      {
        code: {
          '.env.example': 'DATABASE_URL=postgres://localhost/shop\n',
          'src/server.ts': `import express from 'express'
import { connect } from './database'

connect(process.env.DATABASE_URL, process.env.DATABASE_CERTIFICATE)
express().listen(3000)
`,
          'src/database.ts': 'export const connect = (url, certificate) => ({ url, certificate })\n',
        },
      },
      {
        title: 'no example file at all',
        code: {
          'src/server.js': `const express = require('express')
const { DATABASE_URL, SMTP_HOST, SMTP_USER, SMTP_PASSWORD, SMTP_FROM } = process.env

express().listen(3000, () => [DATABASE_URL, SMTP_HOST, SMTP_USER, SMTP_PASSWORD, SMTP_FROM])
`,
        },
      },
      {
        title: 'through a function',
        code: {
          '.env.example': 'DATABASE_URL=postgres://localhost/shop\n',
          'src/server.ts': `import express from 'express'
import { config } from './config'

express().listen(config.port)
`,
          'src/config.ts': `const need = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(name)
  return value
}

export const config = { port: 3000, database: need('DATABASE_URL'), certificate: need('DATABASE_CERTIFICATE') }
`,
        },
      },
      {
        title: 'in the schema of a plugin',
        code: {
          '.env.example': 'SMTP_HOST=localhost\n',
          'src/server.js': `import env from '@fastify/env'
import fastify from 'fastify'

const app = fastify()
app.register(env, { schema: { type: 'object', required: ['SMTP_HOST', 'SMTP_USER'], properties: { SMTP_HOST: {}, SMTP_USER: { type: 'string' }, SMTP_PORT: { default: 25 }, SMTP_FROM: {} } } })
app.listen({ port: 3000 })
`,
        },
      },
    ],
    good: [
      {
        title: 'a cache beside a method that reads the environment',
        code: {
          '.env.example': 'DATABASE_URL=postgres://localhost/shop\n',
          'src/server.ts': `import express from 'express'
import { cached } from './config'

express().listen(3000, () => cached())
`,
          'src/config.ts': `class Settings {
  readonly database = this.get('DATABASE_URL')

  get(name: string): string {
    const value = process.env[name]
    if (value === undefined) throw new Error(name)
    return value
  }
}
const entries = new Map<string, Settings>()
export const cached = () => entries.get('SETTINGS') ?? new Settings()
`,
        },
      },
      {
        code: {
          '.env.example': '# where the orders are kept\nDATABASE_URL=postgres://localhost/shop\n# DATABASE_CERTIFICATE=\n',
          'src/server.ts': `import express from 'express'
import { connect } from './database'

connect(process.env.DATABASE_URL, process.env.DATABASE_CERTIFICATE, process.env.DATABASE_POOL?.trim() ?? '10')
express().listen(process.env.PORT)
`,
          'src/database.ts': 'export const connect = (url, certificate, pool) => ({ url, certificate, pool })\n',
        },
      },
      {
        title: 'the README names them',
        code: {
          'README.md': 'Set DATABASE_URL, SMTP_HOST, SMTP_USER, SMTP_PASSWORD and SMTP_FROM.\n',
          'src/server.js': `const express = require('express')
const { DATABASE_URL, SMTP_HOST, SMTP_USER, SMTP_PASSWORD, SMTP_FROM } = process.env

express().listen(3000, () => [DATABASE_URL, SMTP_HOST, SMTP_USER, SMTP_PASSWORD, SMTP_FROM])
`,
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project({ applications }) {
      for (const part of servedParts(unit)) {
        const { file, unlisted } = documentationOf(unit, part)
        const [first] = unlisted
        if (first === undefined) continue
        if (file === undefined) {
          if (unlisted.length >= fewest && applications.includes(part)) report(part.location, 'none', { count: unlisted.length, name: first.read.name })
          continue
        }
        for (const { item, others } of groupAbove(unlisted, 5)) {
          const more = others.length === 0 ? '' : ` (nor are ${others.length} others, such as ${others[0]?.read.name ?? ''})`
          report({ file: item.module.file, range: item.read.range }, 'unlisted', { name: item.read.name, file, more })
        }
      }
    },
  }),
})
