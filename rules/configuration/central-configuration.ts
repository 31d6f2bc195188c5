import { listed } from '../../src/core/listed.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'
import { configurationOf } from '../../src/project/services/environment.ts'
import { servedParts } from '../../src/project/services/served-parts.ts'
import { project } from '../../src/project/subject.ts'
import { configModule } from '../../src/source/models/environment.ts'

export default defineRule({
  subject: project,
  title: 'Environment variables are read in one place',
  why: 'A variable that is read outside the configuration has no type, no documented name and no check at startup: a missing value shows only when a request needs it.',
  fix: 'Read and validate the variable in the configuration, and pass its value to the code that needs it.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['ARC-10'],
  references: ['The Twelve-Factor App, III. Config'],
  silentOn: [
    'applications without a configuration module: `configuration-module` checks those',
    'NODE_ENV, PORT and what the platform sets',
    'loggers, tracing, data sources and others that are loaded before the configuration or by another tool',
    'scripts, command lines, migrations, tests, browser code',
  ],
  messages: {
    beside: '{{names}} {{is}} read here, outside the configuration ({{config}}), so a missing value shows only when this runs. Read it there, and use the value from there.',
  },
  examples: {
    bad: [
      {
        code: {
          'src/server.ts': `import express from 'express'
import { config } from './config'
import { charge } from './payments'

const app = express()
app.post('/payments', charge)
app.listen(config.port)
`,
          'src/config.ts': `export const config = {
  port: Number(process.env.SHOP_PORT),
  database: process.env.DATABASE_URL,
  redis: process.env.REDIS_URL,
}
`,
          'src/payments.ts': `export function charge(request, response) {
  response.json({ paid: true, by: process.env.PAYMENT_KEY })
}
`,
        },
      },
      {
        title: 'in a route that a platform calls',
        code: {
          'package.json': '{ "dependencies": { "next": "15" } }',
          'src/env.ts': `import { z } from 'zod'

export const env = z.object({ DATABASE_URL: z.string(), STRIPE_KEY: z.string(), MAIL_URL: z.string() }).parse(process.env)
`,
          'src/app/api/orders/route.ts': `import { env } from '../../../env'

export const GET = () => Response.json({ from: env.DATABASE_URL, by: process.env.PAYMENT_KEY })
`,
        },
      },
      {
        title: 'beside a class that reads it through a method',
        code: {
          'src/server.ts': `import express from 'express'
import { Config } from './config'

express().listen(process.env.SHOP_PORT, () => new Config())
`,
          'src/config.ts': `export class Config {
  readonly database = this.read('DATABASE_URL')
  readonly redis = this.read('REDIS_URL')
  readonly secret = this.read('JWT_SECRET')

  private read(name: string): string {
    const value = process.env[name]
    if (value === undefined) throw new Error(name)
    return value
  }
}
`,
        },
      },
    ],
    good: [
      {
        code: {
          'src/server.ts': "import express from 'express'\nimport { config } from './config'\n\nif (process.env.NODE_ENV !== 'test') express().listen(config.port)\n",
          'src/config.ts': `export const config = {
  port: Number(process.env.SHOP_PORT),
  database: process.env.DATABASE_URL,
  redis: process.env.REDIS_URL,
}
`,
        },
      },
      {
        title: 'no configuration module',
        code: { 'src/server.ts': "import express from 'express'\n\nexpress().listen(process.env.SHOP_PORT)\n" },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project({ applications }) {
      for (const part of servedParts(unit)) {
        const { modules, asked, others } = configurationOf(unit, part)
        const count = (readers: typeof modules): number => new Set(readers.flatMap(({ reads }) => reads.map(({ name }) => name))).size
        const [config] = modules
        const gathered = config === undefined ? asked : count(modules)
        if (gathered < 3 || gathered < count(others)) continue
        // Routes that a platform calls share no start, at which other modules than one with a schema would check anything.
        const isChecked = applications.includes(part) || modules.some(({ reads }) => reads.some(({ by }) => by === 'schema'))
        if (!isChecked) continue
        for (const { module, reads } of others) {
          const [first] = reads
          if (first === undefined) continue
          const names = [...new Set(reads.map(({ name }) => name))]
          const home = modules.find((one) => one.reads.some(({ name }) => name === first.name)) ?? config
          report({ file: module.file, range: first.range }, 'beside', {
            names: names.length > 3 ? someOf(names) : listed(names),
            is: names.length === 1 ? 'is' : 'are',
            config: home === undefined ? configModule.service : unit.nameOf(home.module.file),
          })
        }
      }
    },
  }),
})
