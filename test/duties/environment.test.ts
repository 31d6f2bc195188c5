import { describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { checkTexts } from '../support/check.ts'
import { findingsOf, service } from './check.ts'
import type { Texts } from './check.ts'

const config = { 'src/config.ts': 'export const config = { a: process.env.A_URL, b: process.env.B_URL, c: process.env.C_URL }\n' }
const configured = (module: string, name?: string): Texts => ({ ...service(`import '../src/config'\n${module}`, name), ...config })

describe('central-configuration', () => {
  it.each<[string, Texts]>([
    ['a read beside it', configured('export const f = () => process.env.MAIL_KEY')],
    ['in brackets', configured("export const f = () => process.env['MAIL_KEY']")],
    ['taken apart', configured('const { MAIL_KEY } = process.env\nexport const f = () => MAIL_KEY')],
    ['with a default', configured("export const f = () => process.env.MAIL_KEY ?? 'x'")],
    ['beside a schema', { ...service("import './setup'\nexport const f = () => process.env.MAIL_KEY"), 'src/setup.ts': "import { z } from 'zod'\nexport const setup = z.object({ A_URL: z.string(), B_URL: z.string(), C_URL: z.string() }).parse(process.env)" }],
    ['in CommonJS', { ...service("require('./config')\nexports.f = () => process.env.MAIL_KEY", 'src/module.js'), ...config }],
  ])('finds %s', async (_, texts) => {
    expect(await findingsOf('central-configuration', texts)).toHaveLength(1)
  })

  it.each<[string, Texts]>([
    ['what the platform sets', configured('export const f = () => process.env.NODE_ENV + process.env.HOSTNAME')],
    ['what is written', configured("process.env.MAIL_KEY = 'x'")],
    ['the configuration', configured('')],
    ['a second part of it', configured('export const f = () => process.env.MAIL_KEY', 'src/mail/config/mail.ts')],
    ['tracing', configured('export const f = () => process.env.TRACE_URL', 'src/tracing.ts')],
    ['a script', configured('export const f = () => process.env.MAIL_KEY', 'scripts/mail.ts')],
    ['no configuration', service('export const f = () => process.env.MAIL_KEY')],
    ['what asks the configuration', configured("export const f = (config) => config.get('MAIL_KEY')")],
    ['where most of it is read elsewhere', configured('export const f = () => process.env.D_A + process.env.D_B + process.env.D_C + process.env.D_D')],
  ])('leaves %s alone', async (_, texts) => {
    expect(await findingsOf('central-configuration', texts)).toEqual([])
  })

  it('names the module that reads the variable already', async () => {
    const texts = { ...configured("import './mail/config'\nexport const f = () => process.env.MAIL_KEY"), 'src/mail/config.ts': 'export const key = process.env.MAIL_KEY\n' }
    const { findings } = await checkTexts(texts, rules.filter(({ id }) => id === 'central-configuration'))
    expect(findings.map(({ message }) => message.split(', so')[0])).toEqual(['MAIL_KEY is read here, outside the configuration (src/mail/config.ts)'])
  })
})

describe('central-configuration where Nest gathers the environment', () => {
  const nest = (service: string): Texts => ({
    'src/main.ts': "import { NestFactory } from '@nestjs/core'\nimport { AppModule } from './app.module'\nconst app = await NestFactory.create(AppModule)\nawait app.listen(3000)\n",
    'src/app.module.ts': `import { Module } from '@nestjs/common'
import { ConfigModule, ConfigService } from '@nestjs/config'
import { Mail } from './mail'
@Module({ imports: [ConfigModule.forRoot(), Db.forRootAsync({ useFactory: (config: ConfigService) => [config.get('A_URL'), config.get('B_URL'), config.get('C_URL')] })], providers: [Mail] })
export class AppModule {}
`,
    'src/mail.ts': service,
  })

  it('finds what a provider reads itself', async () => {
    const texts = nest("import { Injectable } from '@nestjs/common'\n@Injectable()\nexport class Mail { key = process.env.MAIL_KEY }\n")
    expect(await findingsOf('central-configuration', texts)).toEqual(['src/mail.ts:3'])
  })

  it.each([
    ['a function, which nobody hands the service', 'export class Mail {}\nexport const key = () => process.env.MAIL_KEY\n'],
    ['a provider that asks the service', "import { Injectable } from '@nestjs/common'\nimport { ConfigService } from '@nestjs/config'\n@Injectable()\nexport class Mail { constructor(private config: ConfigService) {} key = this.config.get('MAIL_KEY') }\n"],
  ])('leaves %s alone', async (_, service) => {
    expect(await findingsOf('central-configuration', nest(service))).toEqual([])
  })
})

describe('documented-environment', () => {
  const many = 'const { MAIL_KEY, MAIL_HOST, MAIL_USER, MAIL_FROM, MAIL_PASSWORD } = process.env\nexport const f = () => [MAIL_KEY, MAIL_HOST, MAIL_USER, MAIL_FROM, MAIL_PASSWORD]'
  const example = { '.env.example': 'A_URL=\nexport B_URL=x\n# C_URL=\n' }

  it.each<[string, Texts, number]>([
    ['what is not listed', { ...configured('export const f = () => process.env.MAIL_KEY'), ...example }, 1],
    ['a field of a schema', { ...service("import { z } from 'zod'\nexport const e = z.object({ MAIL_KEY: z.string() }).parse(process.env)"), ...example }, 1],
    ['a field of a schema whose library reads the environment', { ...service("import { createEnv } from '@t3-oss/env-nextjs'\nexport const e = createEnv({ server: { MAIL_KEY: z.string() }, experimental__runtimeEnv: {} })"), ...example }, 1],
    ['by a function that demands it', { ...service("export const f = (config) => config.getOrThrow('MAIL_KEY')"), ...example }, 1],
    ['in a route that a platform calls', { 'package.json': '{ "dependencies": { "next": "15" } }', 'app/api/a/route.ts': 'export const GET = async () => Response.json(await read(process.env.MAIL_KEY))', ...example }, 1],
    ['as a number', { ...service('export const f = () => Number(process.env.MAIL_LIMIT)'), ...example }, 1],
    ['each by itself', { ...service('export const f = () => process.env.MAIL_KEY + process.env.MAIL_HOST'), ...example }, 2],
    ['many together', { ...service(`export const f = () => [${['A', 'B', 'C', 'D', 'E', 'F'].map((letter) => `process.env.MAIL_${letter}`).join(', ')}]`), ...example }, 1],
    ['no example at all', service(many), 1],
  ])('finds %s', async (_, texts, count) => {
    expect(await findingsOf('documented-environment', texts)).toHaveLength(count)
  })

  it.each<[string, Texts]>([
    ['what is listed', { ...configured(''), ...example }],
    ['a default', { ...service("export const f = () => process.env.MAIL_KEY || 'x'"), ...example }],
    ['a default behind a number', { ...service('export const f = () => Number(process.env.MAIL_LIMIT) || 5'), ...example }],
    ['a question', { ...service('if (process.env.MAIL_KEY) start()\nexport const f = () => process.env.MAIL_KEY'), ...example }],
    ['a comparison', { ...service("export const f = () => process.env.MAIL_ON === 'true'"), ...example }],
    ['a default of a schema', { ...service("import { z } from 'zod'\nexport const e = z.object({ MAIL_KEY: z.string().default('x') }).parse(process.env)"), ...example }],
    ['an optional function', { ...service("export const f = (config) => config.get('MAIL_KEY')"), ...example }],
    ['the platform', { ...service('export const f = () => process.env.AWS_REGION + process.env.PORT'), ...example }],
    ['an object of another kind', { ...service("import { z } from 'zod'\nexport const e = z.object({ MAIL_KEY: z.string() })"), ...example }],
    ['an example above the package', { 'package.json': '{ "workspaces": ["apps/*"] }', 'apps/a/package.json': '{ "name": "a" }', 'apps/a/src/server.ts': "import express from 'express'\nexpress().listen(process.env.A_URL)", ...example }],
    ['what the README names', { ...service(many), 'README.md': 'MAIL_KEY, MAIL_HOST, MAIL_USER, MAIL_FROM, MAIL_PASSWORD' }],
    ['a platform without an example', { 'package.json': '{ "dependencies": { "next": "15" } }', 'app/api/a/route.ts': `${many}\nexport const GET = async () => Response.json(f())` }],
    ['an example of another name', { ...service(many), 'README.md': 'cp env-example-local .env' }],
    ['a few without an example', service('export const f = () => [process.env.MAIL_KEY, process.env.MAIL_HOST, process.env.MAIL_FROM]')],
    ['a command line', { 'src/cli.ts': 'console.log(process.env.MAIL_KEY)', ...example }],
  ])('leaves %s alone', async (_, texts) => {
    expect(await findingsOf('documented-environment', texts)).toEqual([])
  })
})

describe('configuration-module', () => {
  const scattered: Texts = {
    ...service("import './b'\nimport './c'\nexport const f = () => process.env.A_ONE + process.env.A_TWO"),
    'src/b.ts': 'export const f = () => process.env.B_ONE',
    'src/c.ts': 'export const f = () => process.env.C_ONE',
  }
  it.each<[string, Texts, number]>([
    ['three files', scattered, 1],
    ['in CommonJS', { 'src/server.js': "require('./b')\nrequire('./c')\nrequire('express')().listen(process.env.A_ONE, process.env.A_TWO)", 'src/b.js': 'exports.f = () => process.env.B_ONE', 'src/c.js': 'exports.f = () => process.env.C_ONE' }, 1],
    ['two files', { ...scattered, 'src/c.ts': '' }, 0],
    ['a configuration', { ...scattered, 'src/c.ts': "import './config'", ...config }, 0],
    ['a library', { ...scattered, 'package.json': '{ "dependencies": { "@nestjs/config": "4" } }' }, 0],
  ])('%s', async (_, texts, count) => {
    expect(await findingsOf('configuration-module', texts)).toHaveLength(count)
  })
})
