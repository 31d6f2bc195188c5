import { rules } from '../../rules/index.ts'
import { checkTexts } from '../support/check.ts'

export type Texts = { readonly [file: string]: string }

/** Runs one rule on these files, and returns `file:line` of each finding. */
export async function findingsOf(id: string, texts: Texts): Promise<string[]> {
  const rule = rules.find((one) => one.id === id)
  if (rule === undefined) throw new Error(`no rule '${id}'`)
  const { findings, coverage } = await checkTexts(texts, [rule])
  const broken = coverage.filter(({ kind }) => kind === 'rule-failed' || kind === 'syntax-error')
  if (broken.length > 0) throw new Error(JSON.stringify(broken))
  return findings.map(({ file, line }) => `${file.replace(/^\/project\//, '')}:${line}`)
}

/** A service that listens, plus one module. */
export function service(module: string, name = 'src/module.ts'): Texts {
  return { 'src/server.ts': `import express from 'express'\nimport '../${name.replace(/\.[jt]s$/, '')}'\n\nexpress().listen(3000)\n`, [name]: module }
}
