import { asString, field } from '../../core/json.ts'

/** How a project installs packages and runs their programs. */
export interface PackageManager {
  readonly name: 'npm' | 'pnpm' | 'yarn' | 'bun'
  /** Adds Setsquare to the project. */
  readonly add: string
  /** The command that runs an installed program, without the program's name. */
  readonly run: string
  /** The fastest way to run Setsquare itself, because commits wait for their hooks. */
  readonly program: string
  /** Installs exactly the versions of the lock file. */
  readonly install: string
  /** Commands that must precede `install` in a container with Node and npm. */
  readonly prepare?: readonly string[]
  /** The GitHub action that installs the package manager. */
  readonly setup?: string
}

const lockFiles: readonly (readonly [file: string, name: PackageManager['name']])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
]

const linked = 'node_modules/.bin/setsquare'

/**
 * The package manager of a project, by its `packageManager` field or else its lock file.
 * @param names the files at the top of the repository
 * @param manifest its parsed package.json, or undefined for a project without one
 */
export function packageManagerOf(names: ReadonlySet<string>, manifest: unknown): PackageManager | undefined {
  if (manifest === undefined) return undefined
  const [, stated, major] = /^(npm|pnpm|yarn|bun)@(\d+)/.exec(asString(field(manifest, 'packageManager')) ?? '') ?? []
  const locked = lockFiles.find(([file]) => names.has(file))?.[1]
  const name = (['npm', 'pnpm', 'yarn', 'bun'] as const).find((known) => known === stated) ?? locked ?? 'npm'
  const isWorkspace = names.has('pnpm-workspace.yaml') || field(manifest, 'workspaces') !== undefined
  const isModern = major === undefined ? names.has('.yarnrc.yml') : Number(major) > 1
  switch (name) {
    case 'npm':
      return { name, add: 'npm install --save-dev setsquare', run: 'npx', program: linked, install: locked === name ? 'npm ci' : 'npm install' }
    case 'pnpm':
      return {
        name,
        add: `pnpm add --save-dev ${isWorkspace ? '--workspace-root ' : ''}setsquare`,
        run: 'pnpm exec',
        program: linked,
        install: 'pnpm install --frozen-lockfile',
        prepare: ['corepack enable'],
        // The action reads the version from package.json, if that has one.
        setup: stated === 'pnpm' ? 'pnpm/action-setup@v4' : 'pnpm/action-setup@v4\n        with: { version: latest }',
      }
    case 'yarn':
      return isModern
        ? { name, add: 'yarn add --dev setsquare', run: 'yarn', program: 'yarn setsquare', install: 'corepack enable && yarn install --immutable' }
        : { name, add: `yarn add --dev ${isWorkspace ? '-W ' : ''}setsquare`, run: 'yarn -s', program: linked, install: 'yarn install --frozen-lockfile' }
    case 'bun':
      return {
        name,
        add: 'bun add --dev setsquare',
        run: 'bunx',
        program: linked,
        install: 'bun install --frozen-lockfile',
        prepare: ['npm install --global bun'],
        setup: 'oven-sh/setup-bun@v2',
      }
  }
}
