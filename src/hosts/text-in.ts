import type { Files } from '../core/files.ts'

/** The text of a file, or nothing if it cannot be read. */
export function textIn(files: Files, file: string): string | undefined {
  const content = files.read(file)
  return content.kind === 'text' ? content.text : undefined
}
