import { defineRule } from '../../src/core/rule.ts'
import { leavesRejection, leftBehind, lostError, survivesException } from '../../src/source/duties/only-logged.ts'
import { roleOf } from '../../src/source/roles.ts'
import { source } from '../../src/source/subject.ts'
import { maySwallow } from '../../src/source/duties/may-swallow.ts'
import { dropsRejection, swallowedBy } from '../../src/source/duties/swallowed.ts'

export default defineRule({
  subject: source,
  title: 'Errors are never swallowed',
  why: 'An error that is caught and dropped leaves no trace: the work was not done, the caller believes it was, and nobody can find out why.',
  fix: 'Handle the error, log it, or let it reach the error handler. If dropping it is right, say why in a comment.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['REL-4'],
  references: ['CWE-390', 'CWE-391', "Node.js: Warning: Using 'uncaughtException' correctly"],
  silentOn: [
    'a comment in the catch (or above the try) that says why',
    'errors that are a result: JSON.parse, new URL, fs.access, optional modules, storage and other browser features',
    'cleanup: close, release, unlink, kill, rollback',
    'a try that returns on success: what follows it handles the failure',
    'a fallback value that is used: `await read().catch(() => null)`',
    'tests',
  ],
  mentions: ['catch', '.then(', 'if (e', 'if(e', 'uncaughtException', 'unhandledRejection'],
  messages: {
    dropped:
      'This catch drops the error, so a failure looks like success and leaves no trace: handle it, log it or rethrow it, or say in a comment why it does not matter.',
    success:
      'This catch sends a success response although the work failed, and the error is lost: pass it on, or send an error response.',
    unanswered:
      'The error is only logged, and no response is sent: the client waits until it gives up. Pass the error to the error handler, or send an error response.',
    unsettled: 'The error is only logged, and this promise never settles: code that awaits it waits forever. Reject it.',
    passedOver:
      'This catch only logs, and the client then gets a response as if everything had been stored: let the error reach the error handler, or send an error response.',
    forgotten:
      'This catch only logs, and {{name}}() then returns undefined, which its caller takes for a result: rethrow the error, or let it reach the code that logs all errors.',
    pretended:
      'This catch only logs, so callers of {{name}}() believe that everything was stored: rethrow the error, or let it reach the code that logs all errors.',
    survived:
      'This handler only logs, so the process continues after an exception that nothing caught, in a state that nobody knows: exit once it is logged, and let the process be restarted.',
    rejection:
      'This drops the rejection of {{call}}, so a failure leaves no trace: handle it or log it, or say in a comment why it does not matter.',
  },
  lesser: ['forgotten', 'pretended'],
  examples: {
    bad: [
      {
        code: `export async function pay(order) {
  try {
    await charge(order)
    await orders.markPaid(order.id)
  } catch (error) {}
}`,
      },
      {
        title: 'success, whatever happened',
        code: `app.post('/orders', async (req, res) => {
  try {
    await orders.create(req.body)
    res.status(201).json({ ok: true })
  } catch {
    res.status(200).json({ ok: true })
  }
})`,
      },
      {
        title: 'a request without a response',
        code: `export async function list(req, res) {
  try {
    res.json({ data: await orders.page(req.query) })
  } catch (error) {
    console.error(error)
  }
}`,
      },
      { title: 'an exception that is survived', code: `process.on('uncaughtException', (error) => {\n  logger.error(error)\n})` },
      { title: 'a dropped rejection', code: `sendReceipt(order).catch(() => {})` },
    ],
    good: [
      {
        code: `export async function pay(order) {
  try {
    await charge(order)
  } catch (error) {
    logger.error({ error, order: order.id }, 'charging failed')
    throw error
  }
}`,
      },
      {
        title: 'the error is the result',
        code: `export function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}`,
      },
      {
        title: 'a comment gives the reason',
        code: `try {
  await cache.set(key, value)
} catch {
  // The cache only saves time: without it the next request reads the database.
}`,
      },
      { title: 'the last words of a process', code: `process.on('uncaughtException', (error) => {\n  logger.error(error)\n  process.exit(1)\n})` },
      { title: 'cleanup', code: `await client.end().catch(() => {})` },
    ],
  },
  check: ({ unit, report }) => {
    if (roleOf(unit) === 'test' || !maySwallow(unit.text)) return {}
    return {
      CatchClause(clause) {
        const swallowing = swallowedBy(unit, clause)
        const place = { range: [clause.range[0], clause.body.range[0]] } as const
        if (swallowing !== undefined) return report(place, swallowing, {})
        const lost = lostError(unit, clause)
        if (lost?.kind === 'unanswered' || lost?.kind === 'passedOver') report(place, lost.kind, {})
        else if (lost !== undefined) report(place, lost.kind, { name: lost.name })
      },
      IfStatement(statement) {
        const left = leftBehind(unit, statement)
        if (left !== undefined) report({ range: [statement.range[0], statement.consequent.range[0]] }, left, {})
      },
      CallExpression(call) {
        if (survivesException(unit, call)) return report(call.callee, 'survived', {})
        if (leavesRejection(unit, call)) return report(call.callee.type === 'MemberExpression' ? call.callee.property : call, 'unanswered', {})
        if (!dropsRejection(unit, call) || call.callee.type !== 'MemberExpression') return
        report(call.callee.property, 'rejection', { call: shortened(unit.text.slice(...call.callee.object.range)) })
      },
    }
  },
})

/** Code on one line, for a message. */
function shortened(code: string): string {
  const line = code.replace(/\s+/g, ' ').replace(/ (?=\??\.\w)/g, '')
  return '`' + (line.length > 50 ? `${line.slice(0, 49)}…` : line) + '`'
}
