import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'tsdown'

/** Builds the program that the tests run, unless it has been built from what is there. */
export default async function setup(): Promise<void> {
  if (Math.min(...built.map(changed)) <= Math.max(...sources.map(changed), ...sources.flatMap((path) => below(path).map(changed)))) await build({ logLevel: 'warn' })
}

/** What is written last by each part of the build. */
const built = ['dist/cli.cjs', 'dist/eslint.mjs', 'dist/index.d.mts', 'dist/spectral.mjs', 'dist/rule-prose.json.br']
const sources = ['rules', 'scripts', 'src', 'package-lock.json', 'tsconfig.json', 'tsdown.config.ts']

/** When a file was written, or a directory had an entry put in or taken out: milliseconds; 0 where it is not there. */
function changed(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function below(path: string): string[] {
  return statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name)) : []
}
