import type { Json } from '../../core/fix.ts'
import type { PackageManager } from './package-manager.ts'

// The guides (docs/hosts/ci.md, docs/hosts/git-hooks.md) show the same commands; a test compares them.

const home = 'https://github.com/setsquare/setsquare'

/** Checks what a commit made now would contain. Downloads Setsquare if the project has no packages of its own. */
export function hookCommand(manager: PackageManager | undefined, version: string): string {
  return `${manager?.program ?? `npx --yes setsquare@${version}`} check --staged`
}

/** Checks everything. */
export function checkCommand(manager: PackageManager | undefined, version: string): string {
  return `${manager === undefined ? `npx --yes setsquare@${version}` : `${manager.run} setsquare`} check`
}

/** The files that Setsquare reads, as a glob for lint-staged. */
export const lintStagedGlob = '*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,yaml,yml,json}'

/** lint-staged appends the paths of staged files. */
export const lintStagedCommand = 'setsquare check --staged --'

/** An entry of `repos` in .pre-commit-config.yaml. */
export function preCommitEntry(version: string): { readonly value: Json; readonly lines: readonly string[] } {
  return {
    value: { repo: home, rev: `v${version}`, hooks: [{ id: 'setsquare' }] },
    lines: [`repo: ${home}`, `rev: v${version}`, 'hooks:', '  - id: setsquare'],
  }
}

/** A separate GitHub workflow, which annotates the lines of a pull request and writes a summary. */
export function githubWorkflow(manager: PackageManager | undefined, version: string): string {
  const setup = manager?.setup === undefined ? '' : `      - uses: ${manager.setup}\n`
  const install = manager === undefined ? '' : `      - run: ${manager.install}\n`
  return `name: setsquare
on: [pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
${setup}      - uses: actions/setup-node@v5
        with: { node-version: 22 }
${install}      - uses: setsquare/setsquare@v${version}
`
}

/**
 * A job for a GitLab pipeline, whose findings are shown in the merge request.
 * @param stage left out for GitLab's default stage
 */
export function gitlabJob(manager: PackageManager | undefined, version: string, stage?: string): { readonly [key: string]: Json } {
  const reports = { codequality: 'gl-code-quality-report.json', junit: 'setsquare-junit.xml' }
  return {
    ...(stage !== undefined && { stage }),
    image: 'node:22',
    script: [
      ...(manager?.prepare ?? []),
      ...(manager === undefined ? [] : [manager.install]),
      `${checkCommand(manager, version)} --format pretty --format gitlab=${reports.codequality} --format junit=${reports.junit}`,
    ],
    artifacts: { when: 'always', reports },
  }
}
