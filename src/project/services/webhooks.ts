import { askingOf } from './authentication.ts'
import { describeValue } from '../graph/describe-value.ts'
import type { Project } from '../project.ts'
import { answeringOf } from './request-use.ts'
import type { CodeRoute } from '../routing/code-route.ts'

/** What a provider calls: `/webhooks/stripe`, `/stripe-webhook`, `/ipn`, `/hooks/payments`, `/payments/callback`. */
const webhook =
  /(?:^|\/|[-_])(?:web-?_?hooks?|ipn)(?:$|[/_-])|(?:^|\/)hooks(?:$|\/)|(?:^|\/)(?:payments?|stripe|paypal|mollie|adyen|razorpay|paystack|mpesa|shopify|twilio|sendgrid|mailgun)[/_-](?:callback|notify|notifications?|events?)$/i
const signature = /signature|verif|hmac|valid|secret|webhook|raw/i

/** True for paths that say that providers send their events there. */
export function isWebhook(path: string): boolean {
  return webhook.test(path)
}

/** Routes that take what a provider sends without looking at a signature. */
export function unverifiedWebhooks(project: Project): readonly CodeRoute[] {
  const { routes, graph } = project
  return routes.filter((route) => {
    const module = graph.modules.get(route.file)
    if (module?.summary.purpose !== 'code' || (route.method !== 'POST' && route.method !== 'ALL') || !isWebhook(route.path)) return false
    // People subscribe to webhooks at addresses of the same kind, and list and delete them there.
    if (route.path.endsWith('}') || routes.some(({ path, method }) => path === route.path && /^(?:GET|DELETE|PUT|PATCH)$/.test(method))) return false
    if (routes.some(({ path, method }) => path.startsWith(`${route.path}/{`) && method !== 'POST')) return false
    const answering = answeringOf(project, route)
    const takesBody = answering.some(({ use }) => use.body !== undefined || use.isDeclaredBody === true)
    if (!takesBody || answering.some(({ use }) => use.verifies)) return false
    if (route.middleware.some((one) => signature.test(describeValue(graph, one)))) return false
    const { asking } = askingOf(project, route)
    return asking === 'open' || (asking === 'unknown' && route.framework === 'lambda')
  })
}
