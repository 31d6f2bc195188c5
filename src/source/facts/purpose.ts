import { roleOf } from '../roles.ts'
import type { FileRole } from '../roles.ts'
import type { SourceFile } from '../syntax/file.ts'

const shown = /(?:^|\/)(?:__fixtures__|mocks?|examples?|samples?|demos?)\//

/** What a file is for: code of the program, or something that tests, shows, fills or changes it. */
export function purposeOf(source: SourceFile): FileRole {
  return shown.test(source.path) ? 'test' : roleOf(source)
}
