import { defineRule } from '../../src/core/rule.ts'
import { project } from '../../src/project/subject.ts'
import { hides } from '../../src/source/security/redaction.ts'

export default defineRule({
  subject: project,
  title: 'Logs contain no credentials',
  why: 'Logs are copied to other systems, stored for years and read by many. A password or token in them is exposed to all of these, and to whoever breaks into the weakest.',
  fix: 'Log ids and leave credentials out. Have the logger redact headers and bodies.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['SEC-9'],
  references: ['OWASP Logging Cheat Sheet', 'CWE-532'],
  silentOn: [
    'values derived from a credential: its length, its last digits, a masked form',
    'whether a credential exists: `!!token`',
    'fields that the logger redacts: `redact` of pino, in any file of the project',
    'messages and codes that only mention passwords',
    'tokens in files unrelated to login, such as those of a parser',
    'tests, scripts, command lines and UI components',
  ],
  messages: {
    credential: '`{{value}}` is logged, where many can read it for a long time. Leave it out, or log an id instead.',
    headers: 'All of `{{value}}` is logged, including cookies and tokens that grant access. Log only the fields you need.',
    request: 'All of `{{value}}` is logged, including passwords and tokens. Log only the fields you need.',
    body: 'All of `{{value}}` is logged, including any personal data that clients send. Log only the fields you need.',
  },
  lesser: ['body'],
  examples: {
    bad: [
      { code: `export async function login(req, res) {\n  console.log('login', req.body.email, req.body.password)\n}` },
      { title: 'in a template', code: `logger.debug(\`authorized with \${accessToken}\`)` },
      { title: 'all headers', code: `app.use((req, res, next) => {\n  logger.info({ method: req.method, headers: req.headers })\n  next()\n})` },
      {
        title: 'in a text, where no redaction reaches it',
        code: {
          'src/logger.ts': "import pino from 'pino'\n\nexport const logger = pino({ redact: ['token', 'user.*'] })\n",
          'src/login.ts': "import { logger } from './logger'\n\nexport const login = (token) => logger.info(`login with ${token}`)\n",
        },
      },
      {
        title: 'what lets its holder in once',
        code: "user.findOne({ email }, (err, found) => {\n  logger.info('reset requested', { email, token: found.resetPasswordToken })\n  console.log(`code sent: ${otp}`)\n})",
      },
      { title: 'of a socket', code: `socket.on('disconnect', () => log.debug({ token: socket.handshake.auth.token }, 'gone'))` },
    ],
    good: [
      { code: `export async function login(req, res) {\n  logger.info({ email: req.body.email }, 'login')\n}` },
      { title: 'whether a token exists', code: `logger.debug({ hasToken: !!accessToken, ends: accessToken.slice(-4) })` },
      { title: 'whether a code is used', code: `logger.info('signed in', { useOtp, desktop, hotp: isOtp, verifications })` },
      { title: 'a message', code: `logger.warn(Messages.WRONG_PASSWORD)` },
      { title: 'another thing with that name', code: `let req\nreq = './drivers/' + config.driver\nlogger.debug('require', req)` },
      {
        title: 'a redacted field',
        code: {
          'src/logger.ts': `import pino from 'pino'

export const logger = pino({ redact: { paths: ['password', '*.password', 'req.headers.authorization'], censor: '***' } })
`,
          'src/login.ts': `import { logger } from './logger'

export function login(req, password) {
  logger.info({ user: { name: req.query.name, password } }, 'login')
  logger.debug({ req: { headers: req.headers } })
}
`,
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      const modules = [...unit.graph.modules.values()].filter(({ summary }) => summary.purpose === 'code')
      const redacted = modules.flatMap(({ late }) => late.service('redactedPaths'))
      for (const { file, late } of modules) {
        if (/\.[jt]sx$|(?:^|\/)(?:scripts?|bin|cli|commands?|tools?)\//.test(unit.nameOf(file))) continue
        for (const logged of late.service('secretsLogged'))
          if (!hides(redacted, logged)) report({ file, range: logged.range }, logged.kind, { value: logged.value })
      }
    },
  }),
})
