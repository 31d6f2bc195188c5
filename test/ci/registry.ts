import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { repository } from '../../scripts/rule-files.ts'

const run = promisify(execFile)

interface Manifest {
  readonly name: string
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

export interface Registry {
  /** The environment for npm: the registry's address, and separate directories, so that nothing is read from this machine's configuration. */
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
}

/**
 * A local package registry that serves this package as it would be published, and its dependencies as they are installed here: npm can then
 * be tested for real, without a network.
 */
export async function startRegistry(): Promise<Registry> {
  const home = mkdtempSync(join(tmpdir(), 'setsquare-registry-'))
  const packed = await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', home], { cwd: repository })
  const own = join(home, packed.stdout.trim())
  const versions = installed()
  const tarballs = new Map<string, Promise<Buffer>>()

  function tarballOf({ name, version }: Manifest, directory: string): Promise<Buffer> {
    const key = `${name}@${version}`
    let tarball = tarballs.get(key)
    if (tarball === undefined) tarballs.set(key, (tarball = directory === repository ? Promise.resolve(readFileSync(own)) : archive(directory)))
    return tarball
  }

  const server = createServer((request, response) => {
    void (async () => {
      const [, name = '', version] = /^\/((?:@[^/]+\/)?[^/]+)(?:\/-\/(.+)\.tgz)?$/.exec(decodeURIComponent(request.url ?? '')) ?? []
      const found = versions.get(name) ?? []
      const wanted = found.find(({ manifest }) => manifest.version === version)
      if (wanted !== undefined) return response.end(await tarballOf(wanted.manifest, wanted.directory))
      if (found.length === 0) return response.writeHead(404).end('{}')
      const address = `http://${request.headers.host ?? ''}`
      const documents = await Promise.all(
        found.map(async ({ manifest, directory }) => {
          const integrity = `sha512-${createHash('sha512').update(await tarballOf(manifest, directory)).digest('base64')}`
          return [manifest.version, { ...withoutOthers(manifest, versions), dist: { tarball: `${address}/${name}/-/${manifest.version}.tgz`, integrity } }] as const
        }),
      )
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ name, 'dist-tags': { latest: documents[0]?.[0] }, versions: Object.fromEntries(documents) }))
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    env: {
      npm_config_registry: `http://127.0.0.1:${port}/`,
      npm_config_cache: join(home, 'cache'),
      npm_config_userconfig: join(home, 'npmrc'),
      npm_config_update_notifier: 'false',
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      rmSync(home, { recursive: true, force: true })
    },
  }
}

type Versions = Map<string, { readonly manifest: Manifest; readonly directory: string }[]>

/** This package and all its dependencies at run time, by name. */
function installed(): Versions {
  const versions: Versions = new Map()
  const visit = (directory: string): void => {
    const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Manifest
    const known = versions.get(manifest.name) ?? []
    if (known.some((one) => one.manifest.version === manifest.version)) return
    versions.set(manifest.name, [...known, { manifest, directory }])
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
      for (let at = directory; ; at = dirname(at)) {
        const candidate = join(at, 'node_modules', name)
        if (existsSync(candidate)) visit(candidate)
        if (existsSync(candidate) || at === dirname(at)) break
      }
    }
  }
  visit(repository)
  return versions
}

/** Native binaries for other systems are not installed here. */
function withoutOthers(manifest: Manifest, versions: Versions): object {
  const optionalDependencies = Object.fromEntries(Object.entries(manifest.optionalDependencies ?? {}).filter(([name]) => versions.has(name)))
  return { ...manifest, optionalDependencies, devDependencies: {} }
}

/** A package as a tarball, whose contents npm expects in one directory of whatever name. */
async function archive(directory: string): Promise<Buffer> {
  const args = ['-cf', '-', '--exclude', `${basename(directory)}/node_modules`, '-C', dirname(directory), basename(directory)]
  const { stdout } = await run('tar', args, { encoding: 'buffer', maxBuffer: 256 * 1024 * 1024 })
  return stdout
}
