import process from 'node:process'
import { join } from 'node:path'

import { countListed, countRedocly, countSetsquare } from './findings.ts'
import type { CountFindings } from './findings.ts'
import type { Command } from './measure.ts'
import { benchDirectory, peerFile, setsquareCli } from './paths.ts'
import type { Versions } from './versions.ts'

/** A linter or a floor, ready to be run on an input. */
export interface Tool {
  readonly name: string
  readonly version: string
  readonly command: Command
  /** Counts the findings in the standard output. */
  readonly count?: CountFindings
  /** Why the tool cannot run here, if it cannot. */
  readonly missing?: string
}

/** A command that runs a script with the Node that runs the bench. */
export function nodeCommand(script: string, args: readonly string[], cwd: string, accepts: readonly number[] = [0]): Command {
  return { file: process.execPath, args: [script, ...args], cwd, accepts }
}

/** Setsquare's own command line, with every finding printed and none failing the run. */
export function setsquare(name: string, args: readonly string[], cwd: string, versions: Versions, built: boolean): Tool {
  return {
    name,
    version: versions['setsquare'] ?? 'unknown',
    command: nodeCommand(setsquareCli, ['check', ...args, '--format', 'json', '--fail-on', 'never'], cwd),
    count: countSetsquare,
    ...(built ? {} : { missing: 'not built: run npm run build' }),
  }
}

/** The linters that are compared on a contract, each with its recommended rules and JSON output. */
export function contractTools(file: string, cwd: string, versions: Versions, built: boolean): Tool[] {
  const version = (name: string): string => versions[name] ?? 'unknown'
  const onPath = version('vacuum') !== 'not on the PATH'
  return [
    setsquare('setsquare recommended', [file, '--preset', 'recommended', '--no-cache'], cwd, versions, built),
    setsquare('setsquare strict', [file, '--preset', 'strict', '--no-cache'], cwd, versions, built),
    setsquare('setsquare again', [file, '--preset', 'recommended'], cwd, versions, built),
    {
      name: 'redocly recommended',
      version: version('@redocly/cli'),
      command: {
        ...nodeCommand(
          peerFile('@redocly', 'cli', 'bin', 'cli.js'),
          [
            'lint',
            '--config',
            join(benchDirectory, 'contract', 'redocly.yaml'),
            '--format',
            'json',
            '--max-problems',
            '1000000',
            file,
          ],
          cwd,
          [0, 1],
        ),
        env: { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      },
      count: countRedocly,
    },
    spectral('spectral:oas', 'spectral.yaml', file, cwd, version('@stoplight/spectral-cli')),
    spectral('spectral oas + owasp', 'spectral-owasp.yaml', file, cwd, version('@stoplight/spectral-cli')),
    {
      name: 'vacuum',
      version: onPath ? version('vacuum') : '-',
      command: { file: 'vacuum', args: ['spectral-report', '-o', file], cwd, accepts: [0, 1] },
      count: countListed,
      ...(onPath ? {} : { missing: 'not on the PATH' }),
    },
    {
      name: 'floor: js-yaml + walk',
      version: version('js-yaml'),
      command: nodeCommand(join(benchDirectory, 'floor-contract.mjs'), [file], cwd),
    },
  ]
}

function spectral(name: string, ruleset: string, file: string, cwd: string, version: string): Tool {
  return {
    name,
    version,
    command: nodeCommand(
      peerFile('@stoplight', 'spectral-cli', 'dist', 'index.js'),
      ['lint', '--ruleset', join(benchDirectory, 'contract', ruleset), '--format', 'json', '--quiet', file],
      cwd,
      [0, 1],
    ),
    count: countListed,
  }
}
