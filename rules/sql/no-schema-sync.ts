import { defineRule } from '../../src/core/rule.ts'
import { isForDevelopment } from '../../src/source/duties/environment.ts'
import { keyName } from '../../src/source/names/bindings.ts'
import { calledName } from '../../src/source/names/calls.ts'
import { functionsAround, nameOfFunction } from '../../src/source/names/function-names.ts'
import { holdsNoSecrets } from '../../src/source/security/no-secrets-here.ts'
import { source } from '../../src/source/subject.ts'

export default defineRule({
  subject: source,
  title: 'Tables are changed by migrations, not at start',
  why: 'Synchronisation makes tables fit the models: a field that is renamed or removed drops its column with all data, at the next start of the service and without a review. With `force`, all tables are dropped.',
  fix: 'Set `synchronize` to false, or make it depend on the environment, and change tables by migrations.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['DAT-5'],
  references: ['TypeORM: Data Source Options, synchronize', 'Sequelize: Model synchronization'],
  silentOn: [
    'settings that depend on the environment, and those for development or tests',
    'databases in memory or in a local file',
    '`sync()` without `force` or `alter`, which only creates tables that are missing',
    'commands that set up, reset or fill a database, tests, seeds and examples',
  ],
  mentions: ['synchronize', 'dropSchema', '.sync('],
  messages: {
    changed:
      '`{{setting}}: true` changes the tables at each start: columns that the models no longer have are dropped with their data, by `force` all tables. Make it depend on the environment, and change tables by migrations.',
  },
  examples: {
    bad: [
      {
        code: `import { DataSource } from 'typeorm'

export const source = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, entities: ['dist/**/*.entity.js'], synchronize: true })`,
      },
      {
        title: 'in Nest',
        code: `@Module({
  imports: [TypeOrmModule.forRoot({ type: 'mysql', host: process.env.DB_HOST, autoLoadEntities: true, synchronize: true })],
})
export class AppModule {}`,
      },
      {
        title: 'made by a factory',
        code: `@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [ConfigService],
      useFactory: (config) => ({ type: 'postgres', url: config.get('DATABASE_URL'), synchronize: true }),
    }),
  ],
})
export class AppModule {}`,
      },
      { title: 'an older connection', code: `const { createConnection } = require('typeorm')\n\ncreateConnection({ type: 'mariadb', host: 'db', entities, synchronize: true }).then(start)` },
      { title: 'a class of options', code: `export class Options implements TypeOrmOptionsFactory {\n  createTypeOrmOptions() {\n    return { type: 'mssql', ...credentials, synchronize: true }\n  }\n}` },
      { title: 'all tables', code: `export const source = new DataSource({ type: 'postgres', url, dropSchema: true })` },
      { title: 'Sequelize', code: `const sequelize = new Sequelize(process.env.DATABASE_URL)\nsequelize.sync({ alter: true }).then(() => app.listen(3000))` },
      { title: 'Sequelize, all tables', code: `export async function start() {\n  await db.sequelize.sync({ force: true })\n  app.listen(3000)\n}` },
    ],
    good: [
      { code: `export const source = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, migrations: ['dist/migrations/*.js'], synchronize: false })` },
      { title: 'outside production', code: `export const source = new DataSource({ type: 'postgres', url, synchronize: process.env.NODE_ENV !== 'production' })` },
      { title: 'of development', code: `module.exports = {\n  development: { type: 'postgres', host: 'localhost', synchronize: true },\n  production: { type: 'postgres', url, synchronize: false },\n}` },
      { title: 'in a branch', code: `if (process.env.NODE_ENV === 'development') {\n  await sequelize.sync({ alter: true })\n}` },
      { title: 'in memory', code: `export const source = new DataSource({ type: 'sqlite', database: ':memory:', synchronize: true })` },
      { title: 'what is missing', code: `await sequelize.sync()` },
      { title: 'a command', code: `export async function resetDatabase() {\n  await sequelize.sync({ force: true })\n}` },
      { title: 'something else', code: `const calendar = new Calendar({ type: 'month', synchronize: true })\nawait cache.sync({ force: false })` },
    ],
  },
  check: ({ unit, report }) => {
    if (holdsNoSecrets(unit)) return {}
    return {
      Property(property) {
        const { value, parent: { parent: outer, range } } = property
        const setting = keyName(property) ?? ''
        if (value.type !== 'Literal' || value.value !== true || outer === undefined) return
        const isSync = outer.type === 'CallExpression' && calledName(outer) === 'sync' && /^(?:force|alter)$/.test(setting)
        if (!isSync && (!/^(?:synchronize|dropSchema)$/.test(setting) || !ofServer.test(unit.text.slice(...range)))) return
        const names = [unit.path, outer.type === 'Property' ? (keyName(outer) ?? '') : '', ...functionsAround(property).map(nameOfFunction)]
        if (!names.some((name) => notAtStart.test(name)) && !isForDevelopment(unit, property)) report(property, 'changed', { setting })
      },
    }
  },
})

/** Names of commands and of what is for development. */
const notAtStart = /reset|seed|set_?up|init|migrat|sync|creat(?!eTypeOrm)|drop|\btest|dev|local|e2e/i
const ofServer = /\btype: ?['"`](?:postgres|mysql|mariadb|mssql|oracle|cockroach|aurora)/
