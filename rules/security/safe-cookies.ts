import { defineRule } from '../../src/core/rule.ts'
import { roleOf } from '../../src/source/roles.ts'
import { unguardedCookie, unguardedField } from '../../src/source/security/cookies.ts'
import { maySetCookies } from '../../src/source/security/may-set-cookies.ts'
import type { UnguardedCookie } from '../../src/source/security/cookies.ts'
import { source } from '../../src/source/subject.ts'

export default defineRule({
  subject: source,
  title: 'Session cookies are protected',
  why: 'An injected script can read every cookie that is not HttpOnly. Cookies that are not Secure can be read on the network, and other sites can send requests with those that are not SameSite.',
  fix: "Set `httpOnly: true`, `secure: true` and `sameSite: 'lax'` (or `'strict'`) on cookies that carry a session or a token.",
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['SEC-5', 'SEC-1'],
  references: ['OWASP Session Management Cheat Sheet', 'CWE-614', 'CWE-1004', 'CWE-1275'],
  silentOn: [
    'cookies without a session: theme, language, consent',
    'CSRF tokens, which scripts have to read',
    'defaults of the library, such as HttpOnly in express-session and everything in hapi and SvelteKit',
    'options defined elsewhere or by the environment',
    'cookies that are cleared',
    'tests',
  ],
  mentions: ['ookie', 'session', 'Session', 'isSecure', 'isHttpOnly'],
  messages: {
    unguarded: '{{cookie}} is set without {{missing}}: {{harm}}. Set {{options}}.',
    crossSite: "{{cookie}} does not set `sameSite`, and browsers disagree on the default: set `sameSite: 'lax'`, so that other sites cannot send requests as the user.",
  },
  lesser: ['crossSite'],
  examples: {
    bad: [
      {
        code: `import session from 'express-session'

app.use(session({ secret: process.env.SESSION_SECRET, cookie: { secure: false } }))`,
      },
      {
        title: 'a token that every script can read',
        code: `export function login(req, res) {
  res.cookie('token', tokenFor(req.user), { maxAge: 900000 })
  res.sendStatus(204)
}`,
      },
      {
        title: 'in one object',
        code: `import { cookies } from 'next/headers'

export async function signIn(token) {
  ;(await cookies()).set({ name: 'session', value: token, path: '/' })
}`,
      },
    ],
    good: [
      {
        code: `import session from 'express-session'

app.use(session({ secret: process.env.SESSION_SECRET, cookie: { secure: true, sameSite: 'lax' } }))`,
      },
      {
        title: 'secure in production',
        code: `export function login(req, res) {
  res.cookie('token', tokenFor(req.user), { httpOnly: true, secure: process.env.NODE_ENV === 'production', sameSite: 'strict' })
  res.sendStatus(204)
}`,
      },
      { title: 'nothing to steal', code: `export const choose = (req, res) => res.cookie('theme', req.body.theme)` },
      { title: 'cleared', code: `export const logout = (req, res) => res.cookie('token', '', { maxAge: 0 })` },
    ],
  },
  check: ({ unit, report }) => {
    if (roleOf(unit) === 'test' || !maySetCookies(unit)) return {}
    const say = (found: UnguardedCookie | undefined): void => {
      if (found === undefined) return
      const cookie = found.name === undefined ? 'The session cookie' : `The cookie '${found.name}'`
      const [first] = found.missing
      if (first === 'sameSite') report(found.node, 'crossSite', { cookie })
      else if (first !== undefined)
        report(found.node, 'unguarded', {
          cookie,
          missing: found.missing.map((guard) => shown[guard].name).join(', '),
          harm: shown[first].harm,
          options: found.missing.map((guard) => `\`${found.options[guard]}: ${shown[guard].value}\``).join(', '),
        })
    }
    return {
      CallExpression(call) {
        say(unguardedCookie(unit, call))
      },
      Property(property) {
        say(unguardedField(property))
      },
    }
  },
})

const shown = {
  httpOnly: { name: 'HttpOnly', harm: 'an injected script can read it', value: 'true' },
  secure: { name: 'Secure', harm: 'it is also sent over unencrypted connections', value: 'true' },
  sameSite: { name: 'SameSite', harm: 'other sites can send requests with it', value: "'lax'" },
} as const
