import { isUtf8 } from 'node:buffer'
import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { sep } from 'node:path'

import type { Files } from '../../../core/files.ts'
import { filesThrough } from '../../files.ts'
import type { FilesOptions } from '../../files.ts'
import { leftOutBecause } from './sparse-checkout.ts'

/** The file system as subjects see it, within the roots: see {@link filesThrough}. */
export function nodeFiles(options: FilesOptions): Files {
  const remedy = '--allow-outside-root reads it'
  const files = filesThrough({ lstatSync, readFileSync, realpathSync, statSync, isUtf8, sep }, { remedy, ...options })
  return {
    read(file) {
      const content = files.read(file)
      const reason = content.kind === 'missing' ? leftOutBecause(file) : undefined
      return reason === undefined ? content : { kind: 'refused', reason, isElsewhere: true }
    },
  }
}
