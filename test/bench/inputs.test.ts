import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

import { syntheticFiles } from '../../bench/lib/synthetic.ts'
import { forbiddenFor, layers } from '../../bench/source/layers.mjs'

describe('the generated project', () => {
  const files = syntheticFiles(200)
  const folderOf = (path: string): string => path.split('/')[1] ?? ''
  const layerOf = (path: string): string | undefined => layers.find(({ folders }) => folders.includes(folderOf(path)))?.name
  const edges = files.flatMap(({ path, text }) =>
    [...text.matchAll(/from '(\.[^']+)'/g)].map(([, specifier = '']) => ({
      from: path,
      to: new URL(`${specifier}.ts`, `file:///${path}`).pathname.slice(1),
    })),
  )

  it('is the same each time', () => {
    expect(syntheticFiles(200)).toEqual(files)
  })

  it('imports only files that exist', () => {
    const paths = new Set(files.map(({ path }) => path))
    expect(edges.length).toBeGreaterThan(500)
    expect(edges.filter(({ to }) => !paths.has(to))).toEqual([])
  })

  it('breaks a layer only where that is meant', () => {
    const broken = edges.filter(({ from, to }) => {
      const layer = layers.find(({ name }) => name === layerOf(from))
      return layer !== undefined && forbiddenFor(layer).some(({ name }) => name === layerOf(to))
    })
    expect(broken).toHaveLength(1)
  })

  it('has the one ring of three', () => {
    const ring = [0, 5, 10].map((index) => files[index]?.path)
    for (const [index, from] of ring.entries()) {
      expect(edges).toContainEqual({ from, to: ring[(index + 1) % ring.length] })
    }
  })
})

describe('what the floor and the product parse with', () => {
  const dependenciesOf = (file: string): Record<string, string> => {
    const text = readFileSync(new URL(file, import.meta.url), 'utf8')
    const manifest = JSON.parse(text) as { readonly [kind in 'dependencies' | 'devDependencies']?: Record<string, string> }
    // Bundled packages are listed as development dependencies.
    return { ...manifest.devDependencies, ...manifest.dependencies }
  }
  const [product, peers] = [dependenciesOf('../../package.json'), dependenciesOf('../../bench/package.json')]

  it.each(['js-yaml', 'oxc-parser'])('%s is the same version', (name) => {
    expect(peers[name]).toBeDefined()
    expect(peers[name]).toBe(product[name])
  })

  it('is pinned, as every peer is', () => {
    expect(Object.entries(peers).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })
})
