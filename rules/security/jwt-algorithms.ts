import { defineRule } from '../../src/core/rule.ts'
import { roleOf } from '../../src/source/roles.ts'
import { mayCheckTokens, signsWithNone, tokenFlaws } from '../../src/source/security/tokens.ts'
import { source } from '../../src/source/subject.ts'

export default defineRule({
  subject: source,
  title: 'Tokens are verified with fixed algorithms',
  why: 'The header of a token is written by whoever sends it. A server that lets it choose the algorithm accepts tokens without a signature, or signed with a public key as if that were a secret; one that only decodes accepts any.',
  fix: 'Verify every token before believing it, with `algorithms` set to the one that your issuer uses.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['SEC-1'],
  references: ['RFC 8725 3.1', 'CWE-347'],
  silentOn: [
    'verifying with what is evidently a shared secret: then nothing but HMAC can pass',
    'jose, which takes the algorithm from the key',
    'options that come from elsewhere',
    'reading the header of a token to find its key, and reading a token in a file that also verifies',
    'ignoring the end of life where a token is renewed or revoked',
    'tests',
  ],
  mentions: ['jwt', 'Jwt', 'JWT', 'jws', 'jsonwebtoken', 'jose'],
  messages: {
    publicKey:
      'This verifies with {{key}}, which is public, and lets the token choose its algorithm: a token signed with that key as an HMAC secret may pass. Set `algorithms` to the one your issuer uses, such as RS256.',
    anyAlgorithm: 'This verifies with {{key}} and lets the token choose its algorithm. Set `algorithms` to the one your issuer uses.',
    unsigned: "The algorithm 'none' accepts tokens without a signature, which anybody can write. Remove it.",
    mixed:
      'With {{algorithms}} allowed together, a public key can be used as an HMAC secret. Allow either shared-secret or public-key algorithms, and only the one that you use.',
    expiryIgnored: 'With `ignoreExpiration` a token that was stolen once is good for ever. Let expired tokens fail, and renew them with a refresh token.',
    readOnly:
      'This reads the token without checking its signature, so anybody can write one that says what they like. Verify it with the key of its issuer.',
  },
  lesser: ['anyAlgorithm', 'mixed'],
  examples: {
    bad: [
      {
        code: `import jwt from 'jsonwebtoken'
import { readFileSync } from 'node:fs'

const publicKey = readFileSync('keys/issuer.pem')
export const claimsOf = (token) => jwt.verify(token, publicKey)`,
      },
      {
        title: 'without a signature',
        code: `const jwt = require('jsonwebtoken')

exports.claimsOf = (token) => jwt.verify(token, process.env.JWT_SECRET, { algorithms: ['HS256', 'none'] })`,
      },
      {
        title: 'decoded and believed',
        code: `import jwt from 'jsonwebtoken'

export function requireUser(req, res, next) {
  req.user = jwt.decode(req.headers.authorization.split(' ')[1])
  next()
}`,
      },
    ],
    good: [
      {
        code: `import jwt from 'jsonwebtoken'

export const claimsOf = (token, publicKey) => jwt.verify(token, publicKey, { algorithms: ['RS256'], issuer: 'https://id.example.com' })`,
      },
      {
        title: 'a shared secret',
        code: `const jwt = require('jsonwebtoken')

exports.claimsOf = (token) => jwt.verify(token, process.env.JWT_SECRET)`,
      },
      {
        title: 'the header tells which key to fetch',
        code: `import jwt from 'jsonwebtoken'

export async function claimsOf(token, keys) {
  const { header } = jwt.decode(token, { complete: true })
  return jwt.verify(token, await keys.get(header.kid), { algorithms: ['ES256'] })
}`,
      },
    ],
  },
  check: ({ unit, report }) => {
    if (roleOf(unit) === 'test' || !mayCheckTokens(unit)) return {}
    const look = (call: Parameters<typeof tokenFlaws>[1]): void => {
      for (const flaw of tokenFlaws(unit, call)) {
        if (flaw.kind === 'publicKey' || flaw.kind === 'anyAlgorithm') report(flaw.node, flaw.kind, { key: flaw.key })
        else if (flaw.kind === 'mixed') report(flaw.node, 'mixed', { algorithms: flaw.algorithms })
        else report(flaw.node, flaw.kind, {})
      }
      const none = signsWithNone(unit, call)
      if (none !== undefined) report(none, 'unsigned', {})
    }
    return { CallExpression: look, NewExpression: look }
  },
})
