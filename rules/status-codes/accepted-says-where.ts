import { targetOfCommand } from '../../src/api/action.ts'
import type { ContractOperation } from '../../src/api/contract-operation.ts'
import { statesLocation } from '../../src/api/conventions/answers/stated-location.ts'
import { habitOf } from '../../src/api/habit.ts'
import { wordsOf } from '../../src/core/name-words.ts'
import { unknown } from '../../src/api/model.ts'
import type { Known, Resource } from '../../src/api/model.ts'
import { contract } from '../../src/api/subject.ts'
import { asString, field } from '../../src/core/json.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: contract,
  title: 'A 202 response says where to find the outcome',
  why: 'A 202 promises nothing yet. A client that does not know where to ask cannot tell whether the work is done, failed or was forgotten.',
  fix: 'Return 202 with a `Location` header (or an id) of a resource that shows the state of the work, and later its result.',
  presets: { strict: 'warn' },
  checklist: ['API-31'],
  references: ['RFC 9110 15.3.3', 'Zalando RESTful API Guidelines 253', 'Google AIP-151'],
  silentOn: [
    'work whose result is read at the same URL: PUT and PATCH where there is a GET, writes on or right below such an item; GET and DELETE',
    'what needs no follow-up: events, logs, metrics, notifications, messages',
    'callbacks, requests in the other direction (`/find` and `/on-find`), links and descriptions that say how to get the outcome; operations that Azure marks as long-running',
    'bodies that contain more than a message, or are not described well enough to tell',
  ],
  messages: {
    missing: '{{operation}} returns 202 but does not say where to find the outcome: add a `Location` header, or the id of a resource that shows it.',
    several: '{{count}} operations return 202 but do not say where to find the outcome ({{names}}): add a `Location` header, or the id of a resource that shows it.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /exports: { post: { responses: { '202': { description: Accepted } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /exports: { post: { responses: { '202': { description: Accepted, headers: { Location: { schema: { type: string } } } } } } }
  /imports: { post: { responses: { '202': { description: Accepted, content: { application/json: { schema: { type: object, properties: { jobId: { type: string } } } } } } } } }
  /events: { post: { responses: { '202': { description: Taken } } } }
  /indexes/{id}: { get: { responses: { '200': { description: One index } } }, put: { responses: { '202': { description: Being built } } } }
  /indexes/{id}/rebuild: { post: { responses: { '202': { description: Being built } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      if (answersByCalls(unit.operations)) return
      const { breaking } = habitOf(unit.operations.filter(beginsWork), statesStatusLocation)
      for (const operation of breaking) {
        const { name } = operation
        report(operation.response('202') ?? operation, 'missing', { operation: name }, { together: { as: 'several', name } })
      }
    },
  }),
})

/** Words for messages that are sent without expecting an outcome. */
const sentOff: ReadonlySet<string> = new Set(
  `event events log logs metric metrics telemetry track tracking click clicks impression impressions beacon notify notification notifications message
  messages mail mails email emails sms hook hooks webhook webhooks callback callbacks ping heartbeat signal signals analytics feedback invite invites
  invitation invitations resend send acknowledge report password on value values`.split(/\s+/),
)

function beginsWork(operation: ContractOperation): boolean {
  const { method, path } = operation
  if (operation.response('202') === undefined) return false
  if ((method !== 'post' && method !== 'put' && method !== 'patch') || isReadWhereDone(operation)) return false
  if (field(operation.cursor.value, 'x-ms-long-running-operation') === true || operation.cursor.child('callbacks').exists) return false
  const last = path.segments.findLast(({ isLiteral, customMethod }) => isLiteral || customMethod !== undefined)
  return !wordsOf(`${last?.text ?? ''} ${last?.customMethod ?? ''}`).some((word) => sentOff.has(word) || word.endsWith('response'))
}

/** True for APIs in which the outcome is sent as a request in the other direction: `POST /patients/find` and `POST /patients/on-find`. */
function answersByCalls(operations: readonly ContractOperation[]): boolean {
  const names = new Set(operations.filter(({ method }) => method === 'post').map(({ resource }) => resource.name))
  return [...names].some((name) => names.has(`on-${name}`))
}

/** True if a GET on the same resource shows the progress: `PUT /indexes/{id}` and `POST /indexes/{id}/rebuild` with `GET /indexes/{id}`. */
function isReadWhereDone({ method, resource, path }: ContractOperation): boolean {
  const isItem = (one: Resource | undefined): boolean => one?.segment?.isParameter === true
  const answers = (one: Resource | undefined): boolean => one?.operations.some((other) => other.method === 'get') === true
  if ((method !== 'post' || isItem(resource)) && answers(resource)) return true
  const holder = targetOfCommand(resource)
  return path.segments.at(-1)?.customMethod === undefined && isItem(holder) && answers(holder)
}

/** Words in descriptions about how clients learn the outcome. */
const sayHow = /\bpoll|\bGET\b|web-?hook|call-?back|notif|e-?mail|\bstatus\b|progress|\btrack|\blocation\b|\bcheck (?:if|whether|the)/i

function statesStatusLocation(operation: ContractOperation): Known<boolean> {
  const response = operation.response('202')
  if (response === undefined) return unknown
  const texts = [field(response.cursor.value, 'description'), field(operation.cursor.value, 'description')]
  return texts.some((text) => sayHow.test(asString(text) ?? '')) ? true : statesLocation(response)
}
