import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { benchDirectory, peerFile } from './paths.ts'

/**
 * Installs the peers that bench/package.json pins, unless exactly these are installed. Throws if npm fails.
 * There is no lock file, because peers have native parts, and a lock file from one platform lacks those of others.
 */
export function installPeers(progress: (line: string) => void): void {
  const manifest = readFileSync(join(benchDirectory, 'package.json'), 'utf8')
  const installed = peerFile('.setsquare-bench')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === manifest) return
  progress('installing the peers (about 1 GB, once)')
  const { status, stderr } = spawnSync('npm', ['install'], { cwd: benchDirectory, encoding: 'utf8' })
  if (status !== 0) throw new Error(`npm install failed in bench/:\n${stderr}`)
  writeFileSync(installed, manifest)
}
