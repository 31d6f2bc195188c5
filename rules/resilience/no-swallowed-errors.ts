import { defineRule } from '../../src/core/rule.ts'
import { leavesRejection, leftBehind, lostError } from '../../src/source/duties/only-logged.ts'
import { roleOf } from '../../src/source/roles.ts'
import { source } from '../../src/source/subject.ts'
import { dropsRejection, maySwallow, swallowedBy } from '../../src/source/duties/swallowed.ts'

export default defineRule({
  subject: source,
  title: 'Errors are never swallowed',
  why: 'An error that is caught and dropped leaves no trace: the work was not done, the caller believes it was, and nobody can find out why.',
  fix: 'Handle the error, log it, or let it through to the one error handler. Where dropping it is right, say why in a comment.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['REL-4'],
  references: ['CWE-390', 'CWE-391'],
  silentOn: [
    'a comment in the catch (or above the try) that says why',
    'errors that are an answer: JSON.parse, new URL, fs.access, optional modules, storage and other features of a browser',
    'cleaning up: close, release, unlink, kill, rollback',
    'a try whose success leaves by return: what follows it handles the failure',
    'a fallback value that somebody uses: `await read().catch(() => null)`',
    'tests',
  ],
  mentions: ['catch', '.then(', 'if (e', 'if(e'],
  messages: {
    dropped:
      'This catch drops the error, so a failure here looks like success and leaves no trace: handle it, log it or rethrow it, or say in a comment why it does not matter.',
    success:
      'This catch answers with success although the work failed, and nobody learns of the error: pass it on, or answer with an error.',
    unanswered:
      'The error is only logged, and the request is never answered: the client waits until it gives up. Pass the error to the error handler, or answer with an error.',
    unsettled: 'The error is only logged, and this promise never settles: whoever awaits it waits for ever. Reject it.',
    passedOver:
      'This catch only logs, and the client is then answered as if everything had been stored: let the error through to the error handler, or answer with an error.',
    forgotten:
      'This catch only logs, and {{name}}() then returns undefined, which its caller takes for an answer: rethrow the error, or let it through to where all errors are logged.',
    pretended:
      'This catch only logs, so whoever calls {{name}}() believes that everything was stored: rethrow the error, or let it through to where all errors are logged.',
    rejection:
      'This drops the rejection of {{call}}, so that its failure leaves no trace: handle it or log it, or say in a comment why it does not matter.',
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
        title: 'a request that is never answered',
        code: `export async function list(req, res) {
  try {
    res.json({ data: await orders.page(req.query) })
  } catch (error) {
    console.error(error)
  }
}`,
      },
      { title: 'a promise nobody hears of', code: `sendReceipt(order).catch(() => {})` },
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
        title: 'the error is the answer',
        code: `export function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}`,
      },
      {
        title: 'the reason is written down',
        code: `try {
  await cache.set(key, value)
} catch {
  // The cache only saves time: without it the next request reads the database.
}`,
      },
      { title: 'cleaning up', code: `await client.end().catch(() => {})` },
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
        if (leavesRejection(unit, call)) return report(call.callee.type === 'MemberExpression' ? call.callee.property : call, 'unanswered', {})
        if (!dropsRejection(unit, call) || call.callee.type !== 'MemberExpression') return
        report(call.callee.property, 'rejection', { call: shortened(unit.text.slice(...call.callee.object.range)) })
      },
    }
  },
})

/** Code on one line, for a message. */
function shortened(code: string): string {
  const line = code.replace(/\s+/g, ' ')
  return '`' + (line.length > 50 ? `${line.slice(0, 49)}…` : line) + '`'
}
