import { defineRule } from '../../src/core/rule.ts'
import { project } from '../../src/project/subject.ts'
import { unverifiedWebhooks } from '../../src/project/services/webhooks.ts'

export default defineRule({
  subject: project,
  title: 'Webhook handlers verify the sender',
  why: 'The URL of a webhook is not secret. Whoever finds it can claim that an order was paid, unless the signature of the provider is checked.',
  fix: "Check the signature on the raw body before anything else, with the provider's own function (stripe.webhooks.constructEvent, svix, @octokit/webhooks) or an HMAC and crypto.timingSafeEqual.",
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['SEC-8'],
  references: ['CWE-345'],
  silentOn: [
    'handlers and middleware that mention a signature, a secret or a token, or pass the headers on',
    'routes for subscribing to webhooks',
    'handlers that could not be resolved',
    'tests',
  ],
  messages: {
    unverified:
      '{{route}} trusts whatever is sent to it: nothing checks a signature, so anyone can pose as the provider. Check the signature on the raw body first.',
  },
  examples: {
    bad: [
      {
        code: {
          'src/server.js': `const express = require('express')
const orders = require('./orders')

const app = express()
app.post('/webhooks/payments', express.json(), async (req, res) => {
  if (req.body.type === 'paid') await orders.markPaid(req.body.order)
  res.sendStatus(204)
})
app.listen(3000)
`,
          'src/orders.js': 'exports.markPaid = async () => {}\n',
        },
      },
      {
        title: 'the callback of a provider of payments',
        code: {
          'src/server.js': `const express = require('express')
const orders = require('./orders')

const app = express()
app.post('/payments/paytm/callback', express.urlencoded(), async (req, res) => {
  await orders.markPaid(req.body.ORDERID)
  res.redirect('/orders')
})
app.listen(3000)
`,
          'src/orders.js': 'exports.markPaid = async () => {}\n',
        },
      },
    ],
    good: [
      {
        code: {
          'src/server.js': `const express = require('express')
const stripe = require('stripe')(process.env.STRIPE_KEY)
const orders = require('./orders')

const app = express()
app.post('/webhooks/payments', express.raw({ type: 'application/json' }), async (req, res) => {
  const event = stripe.webhooks.constructEvent(req.body, req.headers['stripe-signature'], process.env.STRIPE_WEBHOOK_SECRET)
  if (event.type === 'charge.succeeded') await orders.markPaid(event.data.object.metadata.order)
  res.sendStatus(204)
})
app.listen(3000)
`,
          'src/orders.js': 'exports.markPaid = async () => {}\n',
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      for (const { method, path, location } of unverifiedWebhooks(unit)) report(location, 'unverified', { route: `${method} ${path}` })
    },
  }),
})
