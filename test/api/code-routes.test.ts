import { expect, test } from 'vitest'

import ambiguous from '../../rules/resources/no-ambiguous-paths.ts'
import noVerbs from '../../rules/resources/no-verbs-in-paths.ts'
import noErrorInSuccess from '../../rules/status-codes/no-error-in-success.ts'
import plural from '../../rules/resources/plural-collections.ts'
import wellFormed from '../../rules/resources/well-formed-path.ts'
import type { Finding } from '../../src/core/finding.ts'
import type { RuleValue } from '../../src/core/rule.ts'
import { checkTexts } from '../support/check.ts'

async function say(rule: RuleValue, ...routes: readonly string[]): Promise<readonly Finding[]> {
  const code = ["import express from 'express'", 'const app = express()', ...routes, 'app.listen(3000)'].join('\n')
  const { findings, coverage } = await checkTexts({ 'src/main.ts': code }, [{ ...rule, id: 'the-rule', topic: 'test' }])
  expect(coverage.filter(({ kind }) => kind === 'rule-failed')).toEqual([])
  return findings
}

test('a command in a route is found where the route is written', async () => {
  const [finding, ...others] = await say(noVerbs, "app.get('/getUserById', (req, res) => res.json({}))", "app.get('/users', (req, res) => res.json([]))")
  expect(others).toEqual([])
  expect(finding).toMatchObject({ file: '/project/src/main.ts', line: 3 })
  expect(finding?.message).toContain('use `GET /users/{id}`')
})

test.each([
  ['main.ts', "import express from 'express'"],
  ['main.tsx', "import express from 'express'"],
  ['main.mts', "import express from 'express'"],
  ['main.js', "import express from 'express'"],
  ['main.jsx', "import express from 'express'"],
  ['main.mjs', "import express from 'express'"],
  ['main.js', "const express = require('express')"],
  ['main.cjs', "const express = require('express')"],
])('the same in %s (%s)', async (file, load) => {
  const code = [load, 'const app = express()', "app.get('/a/:id', (req, res) => res.status(200).json({ error: 'No' }))", "app.get('/b/:id', (req, res) => res.status(404).json({ error: 'No' }))"].join('\n')
  const { findings } = await checkTexts({ [`src/${file}`]: code }, [{ ...noErrorInSuccess, id: 'the-rule', topic: 'test' }])
  expect(findings.map(({ line }) => line)).toEqual([3])
})

test('custom methods and sign-in stay', async () => {
  const routes = ["app.post('/orders/:id/cancel', (req, res) => res.end())", "app.post('/login', (req, res) => res.end())", "app.get('/orders', (req, res) => res.end())"]
  expect(await say(noVerbs, ...routes)).toEqual([])
})

test('a singular collection, with nothing known of the answers', async () => {
  const findings = await say(plural, "app.get('/user/:id', (req, res) => res.json({}))", "app.get('/news/:id', (req, res) => res.json({}))")
  expect(findings.map(({ line }) => line)).toEqual([3])
})

test('two routes for one request', async () => {
  const findings = await say(ambiguous, "app.get('/users/:id', (req, res) => res.json({}))", "app.get('/users/:name', (req, res) => res.json({}))", "app.put('/users/:key', (req, res) => res.json({}))")
  expect(findings.map(({ line }) => line)).toEqual([4])
})

test('slashes and patterns are the business of the router', async () => {
  expect(await say(wellFormed, "app.get('/', (req, res) => res.end())", "app.get('/users/', (req, res) => res.end())", "app.get('/a/:id?', (req, res) => res.end())", "app.get('/robots.txt', (req, res) => res.end())")).toEqual([])
})
