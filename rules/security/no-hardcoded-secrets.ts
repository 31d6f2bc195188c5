import type { TSESTree } from '@typescript-eslint/utils'
import { providerKeyIn } from '../../src/core/provider-keys.ts'
import { defineRule } from '../../src/core/rule.ts'
import { keyName, memberName } from '../../src/source/names/bindings.ts'
import { keysOfKoa, secretByName, secretCompared, secretInCall, secretInText } from '../../src/source/security/hardcoded.ts'
import type { Hardcoded } from '../../src/source/security/hardcoded.ts'
import { holdsNoSecrets, mayHoldSecret } from '../../src/source/security/no-secrets-here.ts'
import { source } from '../../src/source/subject.ts'

export default defineRule({
  subject: source,
  title: 'Secrets stand outside the code',
  why: 'Code is read by many more people than may have the secret: whoever works on it, whoever runs its build, whoever ever copied the repository. It stays in the history, and it is the same on every machine.',
  fix: 'Read secrets from the environment or a secret store, fail at the start where one is missing, list their names in `.env.example`, and replace what has been in the code.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['SEC-3'],
  references: ['The Twelve-Factor App, III. Config', 'OWASP Secrets Management Cheat Sheet', 'CWE-798'],
  silentOn: [
    'placeholders, labels, names of variables and keys that documentation made up',
    'tests, seeds, migrations, examples, templates, stories and translations',
    "defaults of a database on the developer's own machine, behind a setting",
    'keys that are meant for browsers, such as those of Firebase',
    'a fallback in a file that refuses to start in production without the setting',
  ],
  messages: {
    providerKey: 'This is {{name}} ({{shown}}): whoever reads the code or its history can use it. Revoke it, and read its successor from the environment or a secret store.',
    address: 'This address holds the password of {{account}}: whoever reads the code or its history can log in. Read the address from the environment, and change the password.',
    localAddress: '{{password}} stands in the code, and is easily carried over to where it matters: read it from the environment.',
    literal: 'The value of {{secret}} stands in the code: whoever reads it or its history has it, on every machine. Read it from the environment or a secret store, and replace it.',
    fallback: 'Where {{setting}} is missing, {{secret}} is a text that everybody can read in the code, and nobody notices. Fail at the start instead.',
  },
  lesser: ['localAddress', 'fallback'],
  examples: {
    bad: [
      { code: `import jwt from 'jsonwebtoken'\n\nexport const tokenFor = (user) => jwt.sign({ sub: user.id }, 'correct horse battery', { expiresIn: '15m' })` },
      { title: 'by its name', code: `export const config = {\n  port: 3000,\n  jwtSecret: 'shop-secret-2024',\n}` },
      { title: 'a password in an address', code: `const mongoose = require('mongoose')\n\nmongoose.connect('mongodb://shop:k7vQ2mPz@cluster0.shop.mongodb.net/orders')` },
      { title: 'where the setting is missing', code: `export const config = { sessionSecret: process.env.SESSION_SECRET || 'keyboard cat' }` },
    ],
    good: [
      { code: `import jwt from 'jsonwebtoken'\n\nexport const tokenFor = (user) => jwt.sign({ sub: user.id }, process.env.JWT_SECRET, { expiresIn: '15m' })` },
      { title: 'names and labels', code: `export const settings = { jwtSecret: 'JWT_SECRET', password: 'Password', clientSecret: 'client_secret' }` },
      { title: 'a database on the own machine', code: `export const url = process.env.DATABASE_URL ?? 'postgres://postgres:postgres@localhost:5432/shop'` },
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
        say(secretByName(unit, left.type === 'Identifier' ? left.name : left.type === 'MemberExpression' ? memberName(left) : undefined, right))
      },
    }
  },
})
