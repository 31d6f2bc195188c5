import type { TSESTree } from '@typescript-eslint/utils'
import { providerKeyIn } from '../../src/core/provider-keys.ts'
import { defineRule } from '../../src/core/rule.ts'
import { keyName, memberName } from '../../src/source/names/bindings.ts'
import { defaultInPlace, keysOfKoa, secretByName, secretCompared, secretInCall, secretInText } from '../../src/source/security/hardcoded.ts'
import type { Hardcoded } from '../../src/source/security/hardcoded.ts'
import { holdsNoSecrets, mayHoldSecret } from '../../src/source/security/no-secrets-here.ts'
import { source } from '../../src/source/subject.ts'

export default defineRule({
  subject: source,
  title: 'Secrets are kept out of the code',
  why: 'More people read the code than may have the secret: everyone who works on it, runs its build or has copied the repository. The secret stays in the history and is the same on every machine.',
  fix: 'Read secrets from the environment or a secret store, and fail at startup if one is missing. List their names in `.env.example`, and replace those that were in the code.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['SEC-3'],
  references: ['The Twelve-Factor App, III. Config', 'OWASP Secrets Management Cheat Sheet', 'CWE-798'],
  silentOn: [
    'placeholders, labels, variable names and made-up keys from documentation',
    'tests, seeds, migrations, examples, templates, stories and translations',
    'defaults of a local database, behind a setting',
    'keys that are meant for browsers, such as those of Firebase',
    'a fallback in a file that refuses to start in production without the setting',
  ],
  messages: {
    providerKey: 'This is {{name}} ({{shown}}): whoever reads the code or its history can use it. Revoke it, and read its replacement from the environment or a secret store.',
    address: 'This URL contains the password of {{account}}: whoever reads the code or its history can log in. Read the URL from the environment, and change the password.',
    localAddress: '{{password}} is in the code and can easily reach production: read it from the environment.',
    literal: 'The value of {{secret}} is in the code: whoever reads the code or its history has it. Read it from the environment or a secret store, and replace it.',
    fallback: 'If {{setting}} is missing, {{secret}} silently becomes a value that everyone can read in the code. Fail at startup instead.',
  },
  lesser: ['localAddress', 'fallback'],
  examples: {
    bad: [
      { code: `import jwt from 'jsonwebtoken'\n\nexport const tokenFor = (user) => jwt.sign({ sub: user.id }, 'correct horse battery', { expiresIn: '15m' })` },
      { title: 'by its name', code: `export const config = {\n  port: 3000,\n  jwtSecret: 'shop-secret-2024',\n}` },
      { title: 'a password in a URL', code: `const mongoose = require('mongoose')\n\nmongoose.connect('mongodb://shop:k7vQ2mPz@cluster0.shop.mongodb.net/orders')` },
      { title: 'the password of a cookie', code: `export const settings = { cookiePassword: process.env.COOKIE_PASSWORD || 'keyboard cat, and a mouse as well' }` },
      { title: 'a fallback', code: `export const config = { sessionSecret: process.env.SESSION_SECRET || 'keyboard cat' }` },
      { title: 'a fallback of a list', code: `export const keys = new Set((process.env.API_KEYS ?? 'mk_live_1f9a7c3e5b').split(','))` },
      { title: 'a key in a query', code: `export const isOurs = (req) => req.query.key === 'b4ckup-k3y-2019'` },
    ],
    good: [
      { code: `import jwt from 'jsonwebtoken'\n\nexport const tokenFor = (user) => jwt.sign({ sub: user.id }, process.env.JWT_SECRET, { expiresIn: '15m' })` },
      { title: 'names and labels', code: `export const settings = { jwtSecret: 'JWT_SECRET', password: 'Password', clientSecret: 'client_secret' }` },
      { title: 'none', code: `export const account = { secret: 'not_available', jwtSecret: 'missing-secret' }` },
      { title: 'a local database', code: `export const url = process.env.DATABASE_URL ?? 'postgres://postgres:postgres@localhost:5432/shop'` },
      { title: 'the same in a schema', code: `export const schema = z.object({ DATABASE_URL: z.string().default('postgres://postgres:postgres@localhost:5432/shop') })` },
      { title: 'a list of hosts', code: `export const hosts = (process.env.FEED_HOSTS ?? 'a.example.com,b.example.com').split(',')` },
      { title: 'a placeholder', code: `export const example = 'postgres://user:password@host:5432/database'` },
    ],
  },
  check: ({ unit, report }) => {
    if (holdsNoSecrets(unit)) return {}
    const holdsKey = providerKeyIn(unit.text) !== undefined
    if (!holdsKey && !mayHoldSecret(unit)) return {}
    const said = new Set<TSESTree.Node>()
    const say = (found: Hardcoded | undefined): void => {
      if (found === undefined || said.has(found.node)) return
      said.add(found.node)
      if (found.kind === 'providerKey') report(found.node, 'providerKey', { name: found.name, shown: found.shown })
      else if (found.kind === 'literal') report(found.node, 'literal', { secret: found.secret })
      else if (found.kind === 'fallback') report(found.node, 'fallback', { secret: found.secret, setting: found.setting })
      else if (found.kind === 'address') report(found.node, 'address', { account: found.account })
      else report(found.node, 'localAddress', { password: found.password })
    }
    const call = (node: TSESTree.CallExpression | TSESTree.NewExpression): void => say(secretInCall(unit, node))
    return {
      Literal(node) {
        if (typeof node.value === 'string') say(secretInText(unit, node, holdsKey))
      },
      TemplateLiteral(node) {
        say(secretInText(unit, node, holdsKey))
      },
      CallExpression: call,
      NewExpression: call,
      LogicalExpression(node) {
        say(defaultInPlace(unit, node))
      },
      BinaryExpression(node) {
        say(secretCompared(unit, node))
      },
      Property(node) {
        say(secretByName(unit, keyName(node), node.value))
      },
      PropertyDefinition(node) {
        say(secretByName(unit, keyName(node), node.value))
      },
      VariableDeclarator(node) {
        if (node.id.type === 'Identifier') say(secretByName(unit, node.id.name, node.init))
      },
      AssignmentExpression(node) {
        const { left, right } = node
        say(keysOfKoa(unit, node))
        say(secretByName(unit, left.type === 'Identifier' ? left.name : memberName(left), right))
      },
    }
  },
})
