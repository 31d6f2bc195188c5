import { memoizeByText } from '../core/memoize.ts'
import type { SourceFile } from './syntax/file.ts'
import { words } from '../core/words.ts'

/** What a file is for, as far as its place in the project says. */
export type FileRole = 'test' | 'migration' | 'seed' | 'code'

/**
 * The role by the path below the project's root: `x.test.ts`, `__tests__/`, `test/`, `e2e/`; `migrations/`, `001-x.migration.ts`;
 * `seeds/`, `x.seed.ts`, `fixtures/`.
 */
export function roleOf({ path, text }: SourceFile): FileRole {
  const role = roleOfPath(path)
  const isMigration = text.includes('MigrationInterface') ? /\bimplements\s+MigrationInterface\b/.test(text) : text.includes('down') && ways.every((way) => way.test(text))
  return role !== 'test' && isMigration ? 'migration' : role
}

/** `up: async (pool) => …` and `exports.down = function (knex) …`: the two ways of a migration, each given what it changes. */
const ways = ['up', 'down'].map(
  (name) => new RegExp(`\\b${name}(?:\\s?[:=]\\s?(?:async\\s?)?(?:function\\s?)?)?\\((?:pool|db|knex|pgm|trx|client|connection|schema|query(?:Interface|Runner)|kysely)\\b`),
)

const testNames = words(
  'test tests tst spec specs e2e __tests__ __mocks__ testing test-utils cypress playwright benchmark benchmarks integration-tests e2e-tests api-tests load-tests loadtest loadtests contract-tests system-tests acceptance-tests functional-tests smoke-tests perf-tests',
)
const migrationNames = words('migration migrations migrate migrator')
const seedNames = words('seed seeds seeder seeders seeding fixture fixtures')

/** The role as far as the path alone says: of each file it is asked time and again. */
export const roleOfPath = memoizeByText((path): FileRole => {
  if (named(path, testNames) || /[-.]stories\./.test(path)) return 'test'
  if (named(path, migrationNames)) return 'migration'
  return named(path, seedNames) ? 'seed' : 'code'
})

/** True where a folder, or a part of the file's name between dots, has one of the names; `x-test.ts` and `x_test.ts` too. */
function named(path: string, names: ReadonlySet<string>): boolean {
  const parts = path.toLowerCase().split('/')
  // `config-testing.ts` is code with which users test a configuration.
  const file = parts.pop() ?? ''
  const [stem = '', ...suffixes] = file.replace(/[-_]testing(?=\.)/, '').split(/[.]|[-_](?=[a-z0-9]+\.)/)
  // `routes/fixtures.js` is about the fixtures of a league.
  const isSubject = servingFolder.test(parts.at(-1) ?? '') || (names === testNames && sampleName.test(file))
  return parts.some((part) => names.has(part)) || suffixes.some((part) => names.has(part)) || (!isSubject && names.has(stem))
}

/** No runner of tests finds `tst.js` or `test_001.js`: they are programs to try something with. Node's own finds `test-001.js`. */
const sampleName = /^(?:tst|tests?_\d{1,6})\.[cm]?[jt]sx?$/

/** Folders whose files are named after what they serve. */
const servingFolder = /^(?:api|routes?|routers?|controllers?|handlers?|resolvers?|services?|repositor(?:y|ies)|models?|entities)$/
