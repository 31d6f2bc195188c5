import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'tsdown'

/** Builds the program that the tests run, unless the build is newer than all sources. */
export default async function setup(): Promise<void> {
  const oldestOutput = Math.min(...built.map(changed))
  const newestSource = Math.max(...sources.map(changed), ...sources.flatMap((path) => below(path).map(changed)))
  if (oldestOutput <= newestSource) await build({ logLevel: 'warn' })
}

/** The file that each part of the build writes last. */
const built = ['dist/cli.cjs', 'dist/eslint.mjs', 'dist/index.d.mts', 'dist/spectral.mjs', 'dist/rule-prose.json.br']
const sources = ['rules', 'scripts', 'src', 'package-lock.json', 'tsconfig.json', 'tsdown.config.ts']

/** The modification time of a file or directory in milliseconds; 0 if it does not exist. */
function changed(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function below(path: string): string[] {
  return statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name)) : []
}
