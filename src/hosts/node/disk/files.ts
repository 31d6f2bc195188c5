import { isUtf8 } from 'node:buffer'
import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { sep } from 'node:path'

import type { Files } from '../../../core/files.ts'
import { filesThrough } from '../../files.ts'
import type { FilesOptions } from '../../files.ts'

/** The file system as subjects see it, inside the roots: see {@link filesThrough}. */
export function nodeFiles(options: FilesOptions): Files {
  const remedy = '--allow-outside-root reads it'
  return filesThrough({ lstatSync, readFileSync, realpathSync, statSync, isUtf8, sep }, { remedy, ...options })
}
