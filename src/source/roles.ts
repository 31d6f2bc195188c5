import type { SourceFile } from './file.ts'

/** What a file is for, as far as its place in the project says. */
export type FileRole = 'test' | 'migration' | 'seed' | 'code'

/**
 * The role by the path below the project's root: `x.test.ts`, `__tests__/`, `test/`, `e2e/`; `migrations/`, `001-x.migration.ts`;
 * `seeds/`, `x.seed.ts`, `fixtures/`.
 */
export function roleOf({ path, text }: SourceFile): FileRole {
  if (/(?:^|[/.-])(?:test|tests|spec|specs|e2e|__tests__|__mocks__|testing|test-utils|cypress|playwright|benchmarks?)(?=[/.-])|(?:-|\.)stories\./i.test(path)) return 'test'
  if (/(?:^|[/.-])(?:migrations?|migrate|migrator)(?=[/.-])/i.test(path) || text.includes('MigrationInterface')) return 'migration'
  return /(?:^|[/.-])(?:seeds?|seeders?|seeding|fixtures?)(?=[/.-])/i.test(path) ? 'seed' : 'code'
}
