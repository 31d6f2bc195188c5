import { describe, expect, it } from 'vitest'
import { findingsOf, service } from './check.ts'

const axios = "import axios from 'axios'\n"

describe('outbound-timeout finds', () => {
  it.each([
    ['axios with data and no options', `${axios}export const f = (data) => axios.post('https://a.example', data)`],
    ['axios called with a configuration', `${axios}export const f = () => axios({ url: 'https://a.example', method: 'POST' })`],
    ['axios by require', "const axios = require('axios')\nexports.f = () => axios.get('https://a.example')"],
    ['axios by its named export', "import { get } from 'lodash'\nimport { axios } from 'axios'\nexport const f = () => axios.get('https://a.example')"],
    ['options in a constant', `${axios}const options = { headers: {} }\nexport const f = () => axios.get('https://a.example', options)`],
    ['got', "import got from 'got'\nexport const f = () => got('https://a.example').json()"],
    ['got.extend', "import { got } from 'got'\nexport const client = got.extend({ prefixUrl: 'https://a.example' })"],
    ['node-fetch', "import fetch from 'node-fetch'\nexport const f = () => fetch('https://a.example', { method: 'POST' })"],
    ['Wreck', "const Wreck = require('@hapi/wreck')\nexports.f = () => Wreck.get('https://a.example', { json: true })"],
    ['fetch', "export const f = () => fetch(new URL('/x', base), { headers: {} })"],
    ['undici', "import { request } from 'undici'\nexport const f = () => request('https://a.example')"],
    ['ofetch', "import { ofetch } from 'ofetch'\nexport const f = () => ofetch('https://a.example', { retry: 2 })"],
    ['a client of ofetch', "import { ofetch } from 'ofetch'\nexport const client = ofetch.create({ baseURL: 'https://a.example' })"],
    ['a client beside the default of another', `${axios}import got from 'got'\naxios.defaults.timeout = 5\nexport const f = () => got('https://a.example')`],
    ['superagent', "const superagent = require('superagent')\nexports.f = () => superagent.get('https://a.example').set('x', 'y')"],
    ['https.get', "import https from 'node:https'\nexport const f = (done) => https.get('https://a.example', done)"],
    ['needle', "const needle = require('needle')\nexports.f = (data) => needle('get', 'https://a.example') && needle.post('https://a.example', data, { json: true })"],
    ['request', "const request = require('request')\nexports.f = (done) => request('https://a.example', done)"],
    ['needle by a method, with a callback', "const needle = require('needle')\nexports.f = (done) => needle('get', 'https://a.example', { json: true }, done)"],
    ['a pool of undici', "import { Pool } from 'undici'\nexport const pool = new Pool('https://a.example', { connections: 5 })"],
    ['a client of GraphQL', "import { GraphQLClient } from 'graphql-request'\nexport const client = new GraphQLClient('https://a.example', { headers: {} })"],
    ['a request by GraphQL', "import { gql, request } from 'graphql-request'\nconst query = gql`{ a }`\nexport const f = (id) => request(process.env.URL, query, { id })"],
    ["a data source of Apollo's", "import { RESTDataSource } from '@apollo/datasource-rest'\nexport class A extends RESTDataSource {\n  one = (id) => this.get<string>(`a/${id}`)\n}"],
    ["Nest's module", "import { Module } from '@nestjs/common'\nimport { HttpModule } from '@nestjs/axios'\n@Module({ imports: [HttpModule] })\nexport class M {}"],
    ["Nest's module with other options", "import { Module } from '@nestjs/common'\nimport { HttpModule } from '@nestjs/axios'\n@Module({ imports: [HttpModule.register({ maxRedirects: 5 })] })\nexport class M {}"],
  ])('%s', async (_, code) => {
    expect(await findingsOf('outbound-timeout', service(code))).toHaveLength(1)
  })

  it('in a route that a platform calls', async () => {
    const texts = { 'package.json': '{ "dependencies": { "next": "15" } }', 'app/api/a/route.ts': "export const GET = async () => Response.json(await (await fetch('https://a.example')).json())" }
    expect(await findingsOf('outbound-timeout', texts)).toEqual(['app/api/a/route.ts:1'])
  })

  it('in a function that a platform runs on a schedule', async () => {
    const texts = {
      'serverless.yml': 'service: a\nfunctions:\n  remind: { handler: src/remind.handler, events: [{ schedule: rate(1 day) }] }\n',
      'src/remind.js': "export const handler = async () => { await fetch('https://a.example') }\n",
    }
    expect(await findingsOf('outbound-timeout', texts)).toEqual(['src/remind.js:1'])
  })

  it('in a folder of tools that are lent', async () => {
    const texts = { 'src/server.js': "const app = require('express')()\napp.use('/tools', require('./tools/routes'))\napp.listen(3000)\n", 'src/tools/routes.js': "const { far } = require('./far')\nconst router = require('express').Router()\nrouter.get('/', far)\nmodule.exports = router\n", 'src/tools/far.js': "exports.far = async (req, res) => res.json(await (await fetch('https://a.example')).json())\n" }
    expect(await findingsOf('outbound-timeout', texts)).toEqual(['src/tools/far.js:1'])
  })

  it('once for all requests of a file', async () => {
    const code = `${axios}export const f = () => axios.get('https://a.example')\nexport const g = () => axios.get('https://b.example')`
    expect(await findingsOf('outbound-timeout', service(code))).toEqual(['src/module.ts:2'])
  })
})

describe('outbound-timeout in workers', () => {
  const print = 'export const print = async (job) => { await fetch(job.url) }\n'

  it.each([
    ['BullMQ', "import { Worker } from 'bullmq'\nimport { print } from './print'\nnew Worker('prints', print)\n"],
    ['a platform', "import middy from '@middy/core'\nimport { print } from './print'\nexport const handler = middy(print)\n"],
    ['a schedule', "const cron = require('node-cron')\nconst { print } = require('./print')\ncron.schedule('* * * * *', print)\n"],
  ])('finds what jobs of %s ask', async (_, worker) => {
    expect(await findingsOf('outbound-timeout', { 'src/worker.js': worker, 'src/print.js': print })).toEqual(['src/print.js:1'])
  })

  it.each([
    ['who adds jobs', "import { Queue } from 'bullmq'\nimport { print } from './print'\nnew Queue('prints')\n"],
    ['a library', "import { print } from './print'\nexport const run = print\n"],
  ])('leaves %s alone', async (_, worker) => {
    expect(await findingsOf('outbound-timeout', { 'src/worker.js': worker, 'src/print.js': print })).toEqual([])
  })
})

describe('outbound-timeout leaves alone', () => {
  it.each([
    ['a timeout', `${axios}export const f = () => axios.get('https://a.example', { timeout: 5 })`],
    ['a timeout in the configuration', `${axios}export const f = () => axios({ url: 'https://a.example', timeout: 5 })`],
    ['Wreck with one', "const Wreck = require('@hapi/wreck')\nexports.f = () => Wreck.get('https://a.example', { timeout: 5 })"],
    ['a signal', "export const f = (signal) => fetch('https://a.example', { signal })"],
    ['an instance with one', `${axios}export const client = axios.create({ timeout: 5 })\nexport const f = () => client.get('/x')`],
    ['an instance of another module', "import { client } from './client'\nexport const f = () => client.get('/x')"],
    ['a default', `${axios}axios.defaults.timeout = 5\nexport const f = () => axios.get('https://a.example')`],
    ['a dispatcher for all', "import { setGlobalDispatcher } from 'undici'\nsetGlobalDispatcher(agent)\nexport const f = () => fetch('https://a.example')"],
    ['an interceptor of another module', "import { limit } from './limit'\nlimit()\nexport const f = () => fetch('https://a.example')\nexport const bound = (options) => { options.timeout = 5 }"],
    ['an interceptor', `${axios}axios.interceptors.request.use((config) => { config.timeout = 5; return config })\nexport const f = () => axios.get('https://a.example')`],
    ['options that are handed in', `${axios}export const f = (options) => axios.get('https://a.example', options)`],
    ['options that are spread', `${axios}export const f = (options) => axios.get('https://a.example', { ...options, headers: {} })`],
    ['a configuration that is handed in', `${axios}export const f = (config) => axios(config)`],
    ['a race', "export const f = () => Promise.race([fetch('https://a.example'), late()])"],
    ['a wrapper', "export const f = () => withTimeout(fetch('https://a.example'), 5)"],
    ['a chain', "import superagent from 'superagent'\nexport const f = () => superagent.get('https://a.example').timeout(5)"],
    ['a socket', "import http from 'http'\nexport const f = () => { const r = http.request('http://a.example'); r.setTimeout(5) }"],
    ["a page's own server", "export const f = () => fetch('/api/books')"],
    ['a client whose requests have one', `${axios}const api = axios.create({ baseURL: 'https://a.example' })\nexport const f = () => api.get('/a', { timeout: 5 })\nexport const g = (a) => api.post('/b', a, { timeout: 5 })`],
    ['needle by a method, with one', "const needle = require('needle')\nexports.f = (data, done) => needle('post', 'https://a.example', data, { read_timeout: 5 }, done)"],
    ['a pool of undici with one', "import { Pool } from 'undici'\nexport const pool = new Pool('https://a.example', { headersTimeout: 5, bodyTimeout: 5 })"],
    ['a client of GraphQL with its own fetch', "import { GraphQLClient } from 'graphql-request'\nexport const client = new GraphQLClient('https://a.example', { fetch: limited })"],
    ['a request by GraphQL with a signal', "import { request } from 'graphql-request'\nexport const f = (document) => request({ url: 'https://a.example', document, signal: AbortSignal.timeout(5) })"],
    ["a data source of Apollo's with a signal", "import { RESTDataSource } from '@apollo/datasource-rest'\nexport class A extends RESTDataSource {\n  willSendRequest(path, request) { request.signal = AbortSignal.timeout(5) }\n  one = (id) => this.get(`a/${id}`)\n}"],
    ['needle with one', "import needle from 'needle'\nexport const f = () => needle.get('https://a.example', { response_timeout: 5 })"],
    ['a default of needle', "import needle from 'needle'\nneedle.defaults({ response_timeout: 5 })\nexport const f = () => needle.get('https://a.example')"],
    ['ky', "import ky from 'ky'\nexport const f = () => ky.get('https://a.example')"],
    ['a method of the same name', 'export const f = (repository) => repository.fetch(1)'],
    ["a function of one's own", "import { fetch } from './fetch'\nexport const f = () => fetch('https://a.example')"],
    ['types', "import type { AxiosInstance } from 'axios'\nexport const f = (client: AxiosInstance) => client.get('/x')"],
    ["Nest's module with a timeout", "import { Module } from '@nestjs/common'\nimport { HttpModule } from '@nestjs/axios'\n@Module({ imports: [HttpModule.register({ timeout: 5 })] })\nexport class M {}"],
    ["Nest's module with options from elsewhere", "import { Module } from '@nestjs/common'\nimport { HttpModule } from '@nestjs/axios'\n@Module({ imports: [HttpModule.registerAsync({ useFactory })] })\nexport class M {}"],
  ])('%s', async (_, code) => {
    expect(await findingsOf('outbound-timeout', service(code))).toEqual([])
  })

  it('a module of Nest whose requests bound themselves', async () => {
    const texts = {
      ...service("import { Module } from '@nestjs/common'\nimport { HttpModule } from '@nestjs/axios'\nimport './rates'\n@Module({ imports: [HttpModule] })\nexport class M {}"),
      'src/rates.ts': "import { HttpService } from '@nestjs/axios'\nexport class Rates { constructor(private http: HttpService) {} get() { return this.http.get('https://a.example', { timeout: 5 }) } }",
    }
    expect(await findingsOf('outbound-timeout', texts)).toEqual([])
  })

  it.each([
    ['a command line', { 'src/cli.ts': `${axios}axios.get('https://a.example')` }],
    ['a script', service(`${axios}axios.get('https://a.example')`, 'scripts/load.ts')],
    ['a component', { ...service(''), 'src/server.ts': "import express from 'express'\nimport './page'\nexpress().listen(3000)", 'src/page.tsx': `${axios}export const f = () => axios.get('https://a.example')` }],
    ['a test', { ...service(''), 'src/module.test.ts': `${axios}axios.get('https://a.example')` }],
  ])('%s', async (_, texts) => {
    expect(await findingsOf('outbound-timeout', texts)).toEqual([])
  })
})
