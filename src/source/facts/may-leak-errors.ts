import type { SourceFile } from '../syntax/file.ts'

const carrying = /\bnew \w{0,30}Exception\(\s{0,20}\w/

/** True if the file may throw an exception of Nest that carries something. */
export function mayLeakErrors({ text, imports }: Pick<SourceFile, 'text' | 'imports'>): boolean {
  return carrying.test(text) && imports.some(({ specifier }) => specifier === '@nestjs/common')
}
