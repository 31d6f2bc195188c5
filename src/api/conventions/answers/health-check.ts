import type { ContractApi } from '../../contract.ts'
import type { ContractOperation, ContractResource } from '../../contract-operation.ts'
import { hasMethod } from '../../has-method.ts'
import { isPlural } from '../../language/english.ts'
import { isPrefix } from '../../resources.ts'
import { healthSegments } from '../../../source/models/health.ts'

/** Last segments of health checks, in several languages. */
const probes: ReadonlySet<string> = new Set(healthSegments)

/** Segments that may come before it: versions and mere groups. */
const prefix = /^(?:v\d[\w.]*|api|rest|system|service|server|monitor(?:ing)?|management|actuator|internal|admin|health-?(?:z|check)?|status|public|_|node|core|meta|ops|app|probes?|util(?:s|ity|ities)?|common|misc|general|diagnostics?)$/i

/** Names that devices and other resources have as well as services. */
const state = /^(?:status|up|ready|live|alive|zustand)$/i

/** True if all paths of the API share the first segment of this one. */
function isShared({ parent }: ContractResource): boolean {
  let first = parent
  while (first?.parent?.parent !== undefined) first = first.parent
  return first !== undefined && isPrefix(first)
}

/** True for `GET /status?msg_id=…` and the like, which are about something that the client names. Credentials name nothing. */
function isAboutOne({ parameters }: ContractOperation): boolean {
  const asked = parameters.filter((parameter) => parameter.in === 'query' && !/key|token|secret|auth/i.test(parameter.name))
  return asked.some(({ name, required }) => required || /(?:^|[-_])id$|I[dD]$/.test(name))
}

/** True for an operation that tells whether the service is healthy: `GET /health`, `/v1/health/ready`, `/actuator/health`. */
export function isHealthCheck(operation: ContractOperation): boolean {
  const { method, path, resource } = operation
  if (method !== 'get' && method !== 'head') return false
  const last = path.segments.at(-1)
  if (last?.isLiteral !== true || !probes.has(last.text.toLowerCase())) return false
  // Health checks that clients create are a collection.
  if (isAboutOne(operation) || (hasMethod(resource, 'post') && resource.children.some(({ kind }) => kind === 'item'))) return false
  const before = path.segments.slice(0, -1)
  // The first segment may be the service's own name; for `/bluetooth/status` and `/accounts/health`, which may be about things, only if all
  // paths share it.
  const mayName = (text: string): boolean => (!state.test(last.text) && !isPlural(text)) || isShared(resource)
  return before.every(({ text, isLiteral }, index) => isLiteral && (prefix.test(text) || (index === 0 && mayName(text)))) && resource.children.length < 3
}

/**
 * True if all paths go through one variable (`/subscriptions/{id}/...`): the contract is a part of a larger API, whose health checks are
 * elsewhere.
 */
export function isPartOfMore({ root }: ContractApi): boolean {
  for (let [only, ...others] = root.children; only !== undefined && others.length === 0; [only, ...others] = only.children) {
    if (only.segment?.isParameter === true) return true
    if (only.operations.length > 0) return false
  }
  return false
}
