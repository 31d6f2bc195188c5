import { describe, expect, it } from 'vitest'
import { findingsOf } from '../duties/check.ts'
import type { Texts } from '../duties/check.ts'
import { lostCoverage } from '../../src/project/lost-coverage.ts'
import { projectOf } from './build.ts'

const server = "const Hapi = require('@hapi/hapi')\nconst routes = require('./routes')\nconst server = Hapi.server({ port: 1 })\nserver.route(routes)\nserver.start()\n"
const hapi = (routes: string): Texts => ({ 'server.js': server, 'routes.js': `const store = require('./store')\nmodule.exports = [\n${routes}\n]\n`, 'store.js': 'exports.add = async () => {}\n' })
const route = (method: string, path: string, rest: string): string => `{ method: '${method}', path: '${path}', ${rest} },`
const answering = 'handler: async (request) => store.add(request.params.id)'
const guarded = `${route('POST', '/a', `options: { auth: 'jwt' }, ${answering}`)}\n${route('PUT', '/b', `options: { auth: { strategy: 'jwt' } }, ${answering}`)}\n`

describe('routes that are listed in another file', () => {
  it('keep their handlers, places and statuses', async () => {
    const project = await projectOf(hapi(`${route('GET', '/a', 'handler: (request, h) => h.response({ id: 1 }).code(201)')}\n${route('GET', '/b', 'handler: async (request) => request.query.a')}`))
    const shown = project.routes.map((one) => `${one.path} ${one.location.file.split('/').at(-1) ?? ''} ${project.answersOf(one)?.answers.map(({ status }) => status).join() ?? ''}`)
    expect(shown).toEqual(['/a routes.js 201', '/b routes.js 200'])
  })

  it.each([
    ['authenticated-routes', `${guarded}${route('DELETE', '/b', answering)}`],
    ['validated-input', route('POST', '/a', 'handler: async (request) => store.add(request.payload)')],
    ['in-process-state', route('POST', '/a', 'handler: async (request) => { kept.push(request.payload) }') + '\n{}]\nconst kept = []\nvoid ['],
  ])('are judged by %s', async (rule, routes) => {
    expect(await findingsOf(rule, hapi(routes))).toHaveLength(1)
  })

  it.each([
    ['authenticated-routes', `${guarded}${route('DELETE', '/b', `options: { auth: strategy }, ${answering}`)}`],
    ['authenticated-routes', `${guarded}${route('DELETE', '/b', `options: settings, ${answering}`)}`],
    ['validated-input', route('POST', '/a', 'options: { validate: { payload: schema } }, handler: async (request) => store.add(request.payload)')],
  ])('are left alone by %s', async (rule, routes) => {
    expect(await findingsOf(rule, hapi(routes))).toEqual([])
  })
})

describe('what a framework makes of imports by itself', () => {
  const kit = (code: string): Texts => ({
    'package.json': '{ "devDependencies": { "@sveltejs/kit": "2" } }',
    'src/lib/server/db.ts': 'export const db = {}\n',
    'src/routes/api/a/+server.ts': code,
  })
  const unresolved = async (texts: Texts): Promise<number> => lostCoverage(await projectOf(texts)).filter(({ kind }) => kind === 'unresolved-import').length

  it.each(["import { db } from '$lib/server/db'\nexport const GET = () => db", "import { env } from '$env/dynamic/private'\nimport { dev } from '$app/environment'\nexport const GET = () => [env, dev]"])('is known: %s', async (code) => {
    expect(await unresolved(kit(code))).toBe(0)
  })

  it.each([kit("import { db } from '$lib/missing'\nexport const GET = () => db"), { ...kit("import { db } from '$lib/server/db'\nexport const GET = () => db"), 'package.json': '{}' }])('and nothing else', async (texts) => {
    expect(await unresolved(texts)).toBe(1)
  })
})
