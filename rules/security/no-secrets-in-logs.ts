import { defineRule } from '../../src/core/rule.ts'
import { roleOf } from '../../src/source/roles.ts'
import { secretsLogged } from '../../src/source/security/logged.ts'
import { source } from '../../src/source/subject.ts'

export default defineRule({
  subject: source,
  title: 'Logs hold no credentials',
  why: 'Logs are copied to other systems, kept for years and read by many: a password or token in them is known to all of these, and to whoever breaks into the weakest.',
  fix: 'Log who and what, by ids, and leave credentials out; have the logger redact headers and bodies.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['SEC-9'],
  references: ['OWASP Logging Cheat Sheet', 'CWE-532'],
  silentOn: [
    'what a function makes of a credential: its length, its last digits, a masked form',
    'whether there is one: `!!token`',
    'messages and codes that only speak of passwords',
    'tokens in files that have nothing to do with logging in, such as those of a parser',
    'tests, scripts, command lines and components of a user interface',
  ],
  mentions: ['console.', 'log.', 'logger.', 'Logger.', 'winston.', 'consola.', 'logs.', 'debug(', 'context.log('],
  messages: {
    credential: '`{{value}}` goes into the log, where many can read it for a long time. Leave it out, or log an id that leads to it.',
    headers: 'All of `{{value}}` goes into the log, and with it the cookies and tokens that let people in. Log the few fields you need.',
    request: 'All of `{{value}}` goes into the log, including passwords and tokens. Log the few fields you need.',
    body: 'All of `{{value}}` goes into the log, and with it whatever clients send, personal data included. Log the few fields you need.',
  },
  lesser: ['body'],
  examples: {
    bad: [
      { code: `export async function login(req, res) {\n  console.log('login', req.body.email, req.body.password)\n}` },
      { title: 'in a template', code: `logger.debug(\`authorized with \${accessToken}\`)` },
      { title: 'all headers', code: `app.use((req, res, next) => {\n  logger.info({ method: req.method, headers: req.headers })\n  next()\n})` },
    ],
    good: [
      { code: `export async function login(req, res) {\n  logger.info({ email: req.body.email }, 'login')\n}` },
      { title: 'whether there is one', code: `logger.debug({ hasToken: !!accessToken, ends: accessToken.slice(-4) })` },
      { title: 'a message', code: `logger.warn(Messages.WRONG_PASSWORD)` },
    ],
  },
  check: ({ unit, report }) => {
    if (roleOf(unit) !== 'code' || /\.[jt]sx$|(?:^|\/)(?:scripts?|bin|cli|commands?|tools?)\//.test(unit.path)) return {}
    return {
      CallExpression(call) {
        for (const { kind, node } of secretsLogged(unit, call)) report(node, kind, { value: unit.text.slice(...node.range) })
      },
    }
  },
})
