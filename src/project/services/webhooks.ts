import { authenticationOf } from './authentication.ts'
import { describeValue } from '../graph/describe-value.ts'
import type { Project } from '../project.ts'
import { handlerFunctionsOf } from './request-use.ts'
import type { UsedFunction } from './request-use.ts'
import type { CodeRoute } from '../routing/code-route.ts'

/** Paths that providers call: `/webhooks/stripe`, `/stripe-webhook`, `/stripeHook`, `/ipn`, `/hooks/payments`, `/payments/callback`. */
const webhook =
  /(?:^|\/|[-_])(?:[a-z]{0,30}webhooks?|web[-_]hooks?|ipn)(?:$|[/_-])|(?:^|\/)hooks(?:$|\/)|(?:^|\/)(?:payments?(?:\/[\w-]{1,30})?|stripe|paypal|mollie|adyen|razorpay|paystack|paytm|payu|klarna|xendit|midtrans|flutterwave|mpesa|shopify|twilio|sendgrid|mailgun)(?:[/_-](?:callback|notify|notifications?|events?)|[/_-]?hooks?)$/i
const signature = /signature|verif|hmac|valid|secret|webhook|raw/i

/** True for routes where providers send events, by their paths or by the events that their handlers distinguish. */
export function isWebhook(path: string, answering: readonly UsedFunction[] = []): boolean {
  return webhook.test(path) || answering.some(({ use }) => use.takesEvents)
}

/** Webhook routes that accept events without verifying a signature. */
export function unverifiedWebhooks(project: Project): readonly CodeRoute[] {
  const { routes, graph } = project
  return routes.filter((route) => {
    const module = graph.modules.get(route.file)
    if (module?.summary.purpose !== 'code' || (route.method !== 'POST' && route.method !== 'ALL')) return false
    const answering = handlerFunctionsOf(project, route)
    if (!isWebhook(route.path, answering)) return false
    // APIs that let clients subscribe to webhooks have such paths too, and also list and delete the subscriptions.
    if (route.path.endsWith('}') || routes.some(({ path, method }) => path === route.path && /^(?:GET|DELETE|PUT|PATCH)$/.test(method))) return false
    if (routes.some(({ path, method }) => path.startsWith(`${route.path}/{`) && method !== 'POST')) return false
    const takesBody = answering.some(({ use }) => use.body !== undefined || use.isDeclaredBody === true)
    if (!takesBody || answering.some(({ use }) => use.verifies)) return false
    if (route.middleware.some((one) => signature.test(describeValue(graph, one)))) return false
    const { access } = authenticationOf(project, route)
    return access === 'open' || (access === 'unknown' && (route.framework === 'lambda' || route.framework === 'firebase'))
  })
}
