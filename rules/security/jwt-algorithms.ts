import { defineRule } from '../../src/core/rule.ts'
import { roleOf } from '../../src/source/roles.ts'
import { mayCheckTokens } from '../../src/source/security/may-check-tokens.ts'
import { signsWithNone, tokenFlaws } from '../../src/source/security/tokens.ts'
import { source } from '../../src/source/subject.ts'

export default defineRule({
  subject: source,
  title: 'Tokens are verified with fixed algorithms',
  why: 'The sender writes the header of a token. A server that lets it choose the algorithm may accept tokens without a signature, or signed with a public key as an HMAC secret. One that only decodes accepts any token.',
  fix: 'Verify every token before trusting it, with `algorithms` set to the one your issuer uses.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['SEC-1'],
  references: ['RFC 8725 3.1', 'CWE-347'],
  silentOn: [
    'verification with an evident shared secret, where only HMAC can pass, and with a setting that is not named as public',
    'jose, which takes the algorithm from the key',
    'options defined elsewhere',
    'decoding a token to find its key, or in a file that also verifies',
    'ignoring the expiration where a token is renewed or revoked',
    'tests',
  ],
  mentions: ['jwt', 'Jwt', 'JWT', 'jws', 'jsonwebtoken', 'jose'],
  messages: {
    publicKey:
      'This verifies with {{key}}, which is public, and lets the token choose its algorithm: a token signed with that key as an HMAC secret may pass. Set `algorithms` to the one your issuer uses, such as RS256.',
    anyAlgorithm: 'This verifies with {{key}} and lets the token choose its algorithm. Set `algorithms` to the one your issuer uses.',
    unsigned: "The algorithm 'none' accepts tokens without a signature, which anyone can forge. Remove it.",
    mixed:
      'With {{algorithms}} allowed together, a public key can be used as an HMAC secret. Allow either shared-secret or public-key algorithms, and only the one that you use.',
    expiryIgnored: 'With `ignoreExpiration`, a stolen token works forever. Reject expired tokens, and renew them with a refresh token.',
    readOnly:
      'This decodes the token without checking its signature, so anyone can forge one. Verify it with the key of its issuer.',
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
        title: 'decoded and trusted',
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
        title: 'options from elsewhere',
        code: `const jwt = require('jsonwebtoken')

exports.verify = (...given) => new Promise((done) => jwt.verify(...given, (error, claims) => done(claims)))`,
      },
      {
        title: 'a shared secret',
        code: `const jwt = require('jsonwebtoken')

exports.claimsOf = (token) => jwt.verify(token, process.env.JWT_SECRET)`,
      },
      {
        title: 'the header selects the key',
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
