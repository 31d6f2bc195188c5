import process from 'node:process'

/** A text's SHA-256 in hexadecimal digits. What it takes is loaded when it is first asked for: most runs keep nothing. */
export function longHash(text: string): string {
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('hex')
}
