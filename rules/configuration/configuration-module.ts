import { defineRule } from '../../src/core/rule.ts'
import { configurationOf } from '../../src/project/services/environment.ts'
import { project } from '../../src/project/subject.ts'
import { hasUnseenCode, usesOne } from '../../src/project/services/used-packages.ts'
import { configurationPackages } from '../../src/source/models/environment.ts'

export default defineRule({
  subject: project,
  title: 'An application has one configuration module',
  why: 'If every module reads process.env, nobody can tell what a service needs, and a missing or misspelt variable shows only when a request needs it.',
  fix: 'Read the environment in one module, validate it with a schema at startup, and export typed values.',
  presets: { strict: 'warn' },
  checklist: ['ARC-10'],
  references: ['The Twelve-Factor App, III. Config'],
  silentOn: [
    'applications with a configuration module: `central-configuration` checks what bypasses it',
    'configuration libraries: @nestjs/config, convict, envalid, node-config',
    'a few variables in one or two files',
    'NODE_ENV, PORT and what the platform sets',
  ],
  messages: {
    missing:
      'This application starts listening here and has no configuration module: {{files}} files read {{count}} environment variables themselves, such as {{name}}. Read and validate them in one module.',
  },
  examples: {
    bad: [
      {
        code: {
          'src/server.ts': "import express from 'express'\nimport './database'\nimport './mail'\n\nexpress().listen(Number(process.env.SHOP_PORT))\n",
          'src/database.ts': 'export const database = { url: process.env.DATABASE_URL, size: process.env.DATABASE_POOL }\n',
          'src/mail.ts': 'export const mail = { host: process.env.SMTP_HOST, user: process.env.SMTP_USER }\n',
        },
      },
    ],
    good: [
      {
        code: {
          'src/server.ts': "import express from 'express'\nimport { config } from './config'\n\nexpress().listen(config.port)\n",
          'src/config.ts': 'export const config = { port: Number(process.env.SHOP_PORT), database: process.env.DATABASE_URL }\n',
        },
      },
      {
        title: 'little to configure',
        code: { 'src/server.ts': "import express from 'express'\n\nexpress().listen(process.env.SHOP_PORT, process.env.SHOP_HOST)\n" },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Application(application) {
      const { modules, others } = configurationOf(unit, application)
      const names = [...new Set(others.flatMap(({ reads }) => reads.map(({ name }) => name)))]
      const [name] = names
      if (modules.length > 0 || others.length < 3 || names.length < 4 || name === undefined || hasUnseenCode(application)) return
      if (usesOne(unit, application, configurationPackages)) return
      report(application.location, 'missing', { files: others.length, count: names.length, name })
    },
  }),
})
