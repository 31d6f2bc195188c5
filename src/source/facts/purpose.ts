import { roleOf } from '../roles.ts'
import type { FileRole } from '../roles.ts'
import type { SourceFile } from '../syntax/file.ts'

/** Folders, and files beside the manifest, also of a package: `example.js`. */
const shown = /(?:^|\/)(?:__fixtures__|mocks?|examples?|samples?|demos?)\/|^(?:packages\/[^/]+\/)?(?:examples?|demo|bench|benchmarks?)\.[cm]?[jt]s$/

/** The role of a file: code of the program, or a test, example, seed or migration. */
export function purposeOf(source: SourceFile): FileRole {
  return shown.test(source.path) ? 'test' : roleOf(source)
}
