import { authenticationOf } from './authentication.ts'
import { describeValue } from '../graph/describe-value.ts'
import type { Project } from '../project.ts'
import { handlerFunctionsOf } from './request-use.ts'
import type { CodeRoute } from '../routing/code-route.ts'

/** Paths that providers call: `/webhooks/stripe`, `/stripe-webhook`, `/stripeHook`, `/ipn`, `/hooks/payments`, `/payments/callback`. */
const webhook =
  /(?:^|\/|[-_])(?:[a-z]{0,30}webhooks?|web[-_]hooks?|ipn)(?:$|[/_-])|(?:^|\/)hooks(?:$|\/)|(?:^|\/)(?:payments?(?:\/[\w-]{1,30})?|stripe|paypal|mollie|adyen|razorpay|paystack|paytm|payu|klarna|xendit|midtrans|flutterwave|mpesa|shopify|twilio|sendgrid|mailgun)(?:[/_-](?:callback|notify|notifications?|events?)|[/_-]?hooks?)$/i
const signature = /signature|verif|hmac|valid|secret|webhook|raw/i

/** True for paths where providers send events, by their names. */
export function isWebhook(path: string): boolean {
  return webhook.test(path)
}

/** Webhook routes that accept events without verifying a signature. */
export function unverifiedWebhooks(project: Project): readonly CodeRoute[] {
  const { routes, graph } = project
  return routes.filter((route) => {
    const module = graph.modules.get(route.file)
    if (module?.summary.purpose !== 'code' || (route.method !== 'POST' && route.method !== 'ALL') || !isWebhook(route.path)) return false
    // APIs that let clients subscribe to webhooks have such paths too, and also list and delete the subscriptions.
    if (route.path.endsWith('}') || routes.some(({ path, method }) => path === route.path && /^(?:GET|DELETE|PUT|PATCH)$/.test(method))) return false
    if (routes.some(({ path, method }) => path.startsWith(`${route.path}/{`) && method !== 'POST')) return false
    const answering = handlerFunctionsOf(project, route)
    const takesBody = answering.some(({ use }) => use.body !== undefined || use.isDeclaredBody === true)
    if (!takesBody || answering.some(({ use }) => use.verifies)) return false
    if (route.middleware.some((one) => signature.test(describeValue(graph, one)))) return false
    const { access } = authenticationOf(project, route)
    return access === 'open' || (access === 'unknown' && (route.framework === 'lambda' || route.framework === 'firebase'))
  })
}
