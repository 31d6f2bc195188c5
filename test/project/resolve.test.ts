import { describe, expect, it } from 'vitest'
import { Resolver } from '../../src/project/graph/resolve.ts'
import type { Resolution } from '../../src/project/graph/resolve.ts'
import { codeIn, memoryFiles } from './memory.ts'

/** Resolves `specifier` from `importer` (default /app/src/a.ts) among these files; source files may be given by name alone. */
function resolve(specifier: string, texts: { readonly [file: string]: string }, importer = '/app/src/a.ts'): Resolution {
  return new Resolver('/app', codeIn({ [importer]: '', ...texts }), memoryFiles(texts)).resolve(specifier, importer)
}

function reasonOf(resolution: Resolution): string {
  return resolution.kind === 'unresolved' ? resolution.reason : ''
}

const module = (file: string): Resolution => ({ kind: 'module', file })

describe('relative imports', () => {
  it.each([
    ['./b', '/app/src/b.ts'],
    ['./b.js', '/app/src/b.ts'],
    ['./b.ts', '/app/src/b.ts'],
    ['./view.js', '/app/src/view.tsx'],
    ['./b.mjs', '/app/src/b.mts'],
    ['./b.cjs', '/app/src/b.cts'],
    ['./plain', '/app/src/plain.js'],
    ['./folder', '/app/src/folder/index.ts'],
    ['./folder/', '/app/src/folder/index.ts'],
    ['./folder/index.js', '/app/src/folder/index.ts'],
    ['../src/b', '/app/src/b.ts'],
    ['./user.service', '/app/src/user.service.ts'],
    ['./types', '/app/src/types.d.ts'],
    ['./b?worker', '/app/src/b.ts'],
  ])('%s is %s', (specifier, file) => {
    expect(resolve(specifier, { [file]: '' })).toEqual(module(file))
  })

  it('prefers the file over the folder of the same name', () => {
    expect(resolve('./b', { '/app/src/b/index.ts': '', '/app/src/b.ts': '' })).toEqual(module('/app/src/b.ts'))
  })

  it('finds a file whose name differs in case only', () => {
    expect(resolve('./RabbitMQ/Bus', { '/app/src/RabbitMq/Bus.ts': '' })).toEqual(module('/app/src/RabbitMq/Bus.ts'))
  })

  it('says where it looked', () => {
    expect(resolve('./missing', {})).toEqual({ kind: 'unresolved', reason: 'there is no src/missing', isGenerated: false })
    expect(reasonOf(resolve('./+types/route', {}))).toContain('looks generated')
  })

  it('is not worried by what holds no code, nor by code that was not handed in', () => {
    expect(resolve('./style.css', {}).kind).toBe('outside')
    expect(resolve('./App.vue', {}).kind).toBe('outside')
    expect(resolve('./icon.svg?raw', {}).kind).toBe('outside')
    const files = memoryFiles({ '/app/other/b.ts': '' })
    expect(new Resolver('/app', new Set(['/app/src/a.ts']), files).resolve('../other/b.js', '/app/src/a.ts').kind).toBe('outside')
  })

  it('reads a folder with a package.json of its own', () => {
    const texts = { '/app/lib/package.json': '{ "main": "start.js" }', '/app/lib/start.ts': '' }
    expect(resolve('../lib', texts)).toEqual(module('/app/lib/start.ts'))
  })
})

describe('tsconfig.json', () => {
  it('may be that of a whole monorepo, whose libraries have none of their own', () => {
    const texts = { '/app/tsconfig.base.json': '{ "compilerOptions": { "paths": { "@parcels/domain": ["libs/domain/src/index.ts"] } } }', '/app/libs/domain/src/index.ts': '' }
    expect(resolve('@parcels/domain', texts)).toEqual(module('/app/libs/domain/src/index.ts'))
  })

  it('follows paths, comments and trailing commas included', () => {
    const tsconfig = `{ // aliases
      "compilerOptions": { "baseUrl": ".", /* here */ "paths": { "@/*": ["./src/*",], "config": ["src/config/index.ts"] }, },
    }`
    const texts = { '/app/tsconfig.json': tsconfig, '/app/src/api/user.ts': '', '/app/src/config/index.ts': '' }
    expect(resolve('@/api/user', texts)).toEqual(module('/app/src/api/user.ts'))
    expect(resolve('@/API/User', texts)).toEqual(module('/app/src/api/user.ts'))
    expect(resolve('@/api/user.js', texts)).toEqual(module('/app/src/api/user.ts'))
    expect(resolve('config', texts)).toEqual(module('/app/src/config/index.ts'))
    expect(reasonOf(resolve('@/api/none', texts))).toContain('src/api/none')
  })

  it('tries the longest prefix first and each target in order', () => {
    const tsconfig = { compilerOptions: { paths: { '@/*': ['./a/*'], '@/deep/*': ['./b/*', './c/*'] } } }
    const texts = { '/app/tsconfig.json': JSON.stringify(tsconfig), '/app/a/deep/x.ts': '', '/app/c/x.ts': '' }
    expect(resolve('@/deep/x', texts)).toEqual(module('/app/c/x.ts'))
  })

  it('takes the nearest one, with what it extends', () => {
    const texts = {
      '/app/tsconfig.base.json': '{ "compilerOptions": { "paths": { "@lib/*": ["./libs/*"] } } }',
      '/app/tsconfig.json': '{ "compilerOptions": { "paths": { "~/*": ["./wrong/*"] } } }',
      '/app/packages/one/tsconfig.json': '{ "extends": ["../../tsconfig.base.json"] }',
      '/app/libs/x.ts': '',
    }
    expect(resolve('@lib/x', texts, '/app/packages/one/src/a.ts')).toEqual(module('/app/libs/x.ts'))
  })

  it('extends a package of the workspace, and survives one that is not installed', () => {
    const texts = {
      '/app/package.json': '{ "workspaces": ["packages/*"] }',
      '/app/packages/config/package.json': '{ "name": "@acme/tsconfig" }',
      '/app/packages/config/node.json': '{ "compilerOptions": { "paths": { "@x/*": ["../one/src/*"] } } }',
      '/app/packages/config/index.ts': '',
      '/app/packages/one/tsconfig.json': '{ "extends": ["@tsconfig/node20/tsconfig.json", "@acme/tsconfig/node.json"] }',
      '/app/packages/one/src/b.ts': '',
    }
    expect(resolve('@x/b', texts, '/app/packages/one/src/a.ts')).toEqual(module('/app/packages/one/src/b.ts'))
  })

  it('survives configurations that extend each other', () => {
    const texts = { '/app/tsconfig.json': '{ "extends": "./other" }', '/app/other.json': '{ "extends": "./tsconfig.json" }' }
    expect(resolve('express', texts)).toEqual({ kind: 'external', name: 'express' })
  })

  it('takes the aliases of referenced configurations where it has none', () => {
    const texts = {
      '/app/tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
      '/app/tsconfig.app.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      '/app/src/b.ts': '',
    }
    expect(resolve('@/b', texts)).toEqual(module('/app/src/b.ts'))
  })

  it('looks below baseUrl, without mistaking packages for it', () => {
    const texts = { '/app/tsconfig.json': '{ "compilerOptions": { "baseUrl": "./" } }', '/app/src/users/user.ts': '' }
    expect(resolve('src/users/user', texts)).toEqual(module('/app/src/users/user.ts'))
    expect(resolve('src/generated/client', texts).kind).toBe('unresolved')
    expect(resolve('lodash/get', texts)).toEqual({ kind: 'external', name: 'lodash' })
  })

  it('leaves a dependency that an alias happens to match alone', () => {
    const texts = {
      '/app/tsconfig.json': '{ "compilerOptions": { "paths": { "@acme/*": ["./packages/*/src"] } } }',
      '/app/package.json': '{ "dependencies": { "@acme/published": "^1.0.0" } }',
    }
    expect(resolve('@acme/published', texts)).toEqual({ kind: 'external', name: '@acme/published' })
    expect(resolve('@acme/forgotten', texts).kind).toBe('unresolved')
  })

  it('takes what an alias stands for as it is written', () => {
    const texts = { '/app/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }', '/app/src/$$store.ts': '' }
    expect(resolve('@/$$store', texts)).toEqual(module('/app/src/$$store.ts'))
  })

  it('falls back to the configuration of a folder above', () => {
    const texts = {
      '/app/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      '/app/test/tsconfig.json': '{ "compilerOptions": {} }',
      '/app/src/b.ts': '',
    }
    expect(resolve('@/b', texts, '/app/test/b.test.ts')).toEqual(module('/app/src/b.ts'))
  })
})

describe('packages', () => {
  const workspace = {
    '/app/package.json': '{ "name": "root", "workspaces": ["packages/*", "!packages/ignored"] }',
    '/app/packages/core/package.json': JSON.stringify({
      name: '@acme/core',
      exports: {
        '.': { types: './dist/index.d.ts', import: './dist/index.js' },
        './errors': './dist/errors/index.js',
        './lib/*': './dist/*',
      },
    }),
    '/app/packages/core/src/index.ts': '',
    '/app/packages/core/src/errors/index.ts': '',
    '/app/packages/core/src/deep/one.ts': '',
    '/app/packages/plain/package.json': '{ "name": "plain", "main": "dist/plain.cjs" }',
    '/app/packages/plain/src/index.ts': '',
    '/app/packages/plain/server/start.ts': '',
    '/app/packages/ignored/package.json': '{ "name": "ignored" }',
    '/app/packages/ignored/index.ts': '',
  }

  it.each([
    ['@acme/core', '/app/packages/core/src/index.ts'],
    ['@acme/core/errors', '/app/packages/core/src/errors/index.ts'],
    ['@acme/core/lib/deep/one.js', '/app/packages/core/src/deep/one.ts'],
    ['plain', '/app/packages/plain/src/index.ts'],
    ['plain/server/start', '/app/packages/plain/server/start.ts'],
  ])('%s leads to source and not to the build', (specifier, file) => {
    expect(resolve(specifier, workspace, '/app/packages/other/a.ts')).toEqual(module(file))
  })

  it('leads nowhere where the workspace does not include the package', () => {
    expect(resolve('ignored', workspace, '/app/packages/other/a.ts')).toEqual({ kind: 'external', name: 'ignored' })
  })

  it('takes a workspace that names its own root', () => {
    const texts = { ...workspace, '/app/package.json': '{ "workspaces": ["./", "packages/*", "!./"] }' }
    expect(resolve('plain', texts, '/app/packages/other/a.ts')).toEqual(module('/app/packages/plain/src/index.ts'))
  })

  it('reports a path that a workspace package does not have', () => {
    expect(resolve('@acme/core/lib/none.js', workspace, '/app/packages/other/a.ts').kind).toBe('unresolved')
  })

  it.each([
    'packages:\n  # all\n  - \'libs/**\'\n  - "!libs/**/test"\ncatalog:\n  - x\n',
    'packages: [\'apps/*\', "libs/**"]\n',
    'packages: [\n  libs/**,\n  apps/*,\n]\nonlyBuiltDependencies:\n  - x\n',
  ])('reads pnpm workspaces: %j', (text) => {
    const texts = {
      '/app/pnpm-workspace.yaml': text,
      '/app/libs/group/one/package.json': '{ "name": "one", "main": "./lib/index.js" }',
      '/app/libs/group/one/src/index.ts': '',
    }
    expect(resolve('one', texts)).toEqual(module('/app/libs/group/one/src/index.ts'))
  })

  it('knows a package by its own name', () => {
    const texts = {
      '/app/package.json': '{ "name": "self", "exports": { "./b": "./dist/b.js" } }',
      '/app/src/b.ts': '',
    }
    expect(resolve('self/b', texts)).toEqual(module('/app/src/b.ts'))
  })

  it('follows package imports, patterns and conditions', () => {
    const texts = {
      '/app/package.json': JSON.stringify({
        imports: { '#src/*': './build/*', '#db': { node: 'pg', default: './src/fake-db.js' } },
      }),
      '/app/src/b.ts': '',
      '/app/src/fake-db.ts': '',
    }
    expect(resolve('#src/b.js', texts)).toEqual(module('/app/src/b.ts'))
    expect(resolve('#db', texts)).toEqual(module('/app/src/fake-db.ts'))
    expect(reasonOf(resolve('#src/none.js', texts))).toContain('package.json points to build/none.js, which does not exist')
  })

  it('maps a build folder by what tsconfig.json says', () => {
    const texts = {
      '/app/package.json': '{ "name": "self", "main": "./compiled/b.js" }',
      '/app/tsconfig.json': '{ "compilerOptions": { "outDir": "./compiled", "rootDir": "./source" } }',
      '/app/source/b.ts': '',
    }
    expect(resolve('self', texts)).toEqual(module('/app/source/b.ts'))
  })

  it('tells builtins, packages and virtual modules apart', () => {
    expect(resolve('fs/promises', {})).toEqual({ kind: 'builtin', name: 'fs/promises' })
    expect(resolve('node:sqlite', {})).toEqual({ kind: 'builtin', name: 'node:sqlite' })
    expect(resolve('@nestjs/common/enums', {})).toEqual({ kind: 'external', name: '@nestjs/common' })
    expect(resolve('virtual:pwa-register', {})).toEqual({ kind: 'external', name: 'virtual' })
    expect(resolve('@/nowhere', {}).kind).toBe('unresolved')
  })
})

it.each([
  ['deno.json', { 'deno.json': '{ "imports": { "~/": "./src/", "db": "./src/db/pool.ts", "hono": "npm:hono@^4" } }' }],
  ['deno.jsonc with a file of its own', { 'deno.jsonc': '{ /* map */ "importMap": "config/map.json" }', 'config/map.json': '{ "imports": { "~/": "../src/", "db": "../src/db/pool.ts" } }' }],
])('follows the import map of Deno: %s', (_, configs) => {
  const texts = { ...Object.fromEntries(Object.entries(configs).map(([name, text]) => [`/app/${name}`, text])), '/app/src/db/pool.ts': '', '/app/src/users.ts': '' }
  expect(resolve('~/users.ts', texts)).toEqual(module('/app/src/users.ts'))
  expect(resolve('db', texts)).toEqual(module('/app/src/db/pool.ts'))
  expect(resolve('hono', texts)).toEqual({ kind: 'external', name: 'hono' })
  expect(reasonOf(resolve('~/nowhere.ts', texts))).toContain('src/nowhere.ts')
})

it('says of a name in package.json whose file is there and not checked that it leads outside', () => {
  const texts = { '/app/package.json': JSON.stringify({ name: 'app', imports: { '#styles': './vendor/styles.js' } }), '/app/vendor/styles.js': '' }
  const files = new Resolver('/app', new Set(['/app/src/a.ts']), memoryFiles(texts))
  expect(files.resolve('#styles', '/app/src/a.ts')).toEqual({ kind: 'outside', file: '/app/vendor/styles.js' })
})
