import { words } from '../../core/words.ts'

/** A function that is handed over, to be given what a client or another program has sent: by how it is handed over. */
export interface Callback {
  /**
   * To a method (`channel.consume(queue, handler)`), as a property (`eachMessage: handler`), to a class (`new Worker(queue, handler)`),
   * in an object (`soap.listen(server, path, { handler })`).
   */
  readonly form: 'method' | 'property' | 'class' | 'object'
  readonly names: ReadonlySet<string>
  /** What methods of such names are called on where these are meant; anything where it is left out. */
  readonly receiver?: RegExp
  /** The event that a listener is for. */
  readonly event?: ReadonlySet<string>
  /** Which of the function's parameters holds what was sent. */
  readonly index: number
  /** The ways from it to what was sent; none where it is that itself. */
  readonly ways: readonly (readonly string[])[]
  /** Left out for clients. */
  readonly by?: 'message'
}

function ways(text: string): string[][] {
  return [...words(text)].map((way) => way.split('.'))
}

const whole: readonly (readonly string[])[] = []

/** Requests that do not come as `(req, res)`. */
const clients: readonly Callback[] = [
  // Functions of Firebase, both generations.
  { form: 'method', names: words('onCall'), index: 0, ways: whole },
  // node-telegram-bot-api.
  { form: 'method', names: words('onText'), index: 1, ways: whole },
  // Slack.
  {
    form: 'method',
    names: words('command action view shortcut options message event'),
    receiver: /^(?:app|slack|bolt|bot)$/i,
    index: 0,
    ways: ways('command.text message.text event.text body payload view.state options.value'),
  },
  // Servers of the Model Context Protocol: arguments that a language model has written.
  { form: 'method', names: words('tool registerTool addTool prompt registerPrompt'), receiver: /server|mcp/i, index: 0, ways: whole },
  // Remote procedures: SOAP, JSON-RPC, XML-RPC.
  { form: 'object', names: words('listen'), receiver: /soap/i, index: 0, ways: whole },
  { form: 'object', names: words('server Server'), receiver: /^jayson$/, index: 0, ways: whole },
  { form: 'method', names: words('addMethod'), receiver: /rpc|server/i, index: 0, ways: whole },
  // Forms: formidable, busboy.
  { form: 'method', names: words('parse'), receiver: /form/i, index: 1, ways: whole },
  { form: 'method', names: words('on'), receiver: /busboy|^bb$|form/i, event: words('field'), index: 1, ways: whole },
]

/** Queues, brokers and other services. */
const senders: readonly Callback[] = [
  // amqplib.
  { form: 'method', names: words('consume'), index: 0, ways: ways('content'), by: 'message' },
  // Bull, Bee-Queue, Kue; pg-boss; Agenda; BullMQ.
  { form: 'method', names: words('process'), receiver: /queue|jobs|bull/i, index: 0, ways: ways('data'), by: 'message' },
  { form: 'method', names: words('work'), receiver: /boss|queue/i, index: 0, ways: ways('data *.data'), by: 'message' },
  { form: 'method', names: words('define'), receiver: /agenda/i, index: 0, ways: ways('attrs.data'), by: 'message' },
  { form: 'class', names: words('Worker'), index: 0, ways: ways('data'), by: 'message' },
  // Redis, and those who copy it.
  {
    form: 'method',
    names: words('subscribe pSubscribe psubscribe'),
    receiver: /^(?:sub|subscriber|redis|redisSub|subClient|pubsub|bus|broker|nats|nc)$|(?:Subscriber|Bus|Broker)$/,
    index: 0,
    ways: whole,
    by: 'message',
  },
  // MQTT, and the older Redis; Google's Pub/Sub.
  { form: 'method', names: words('on'), receiver: /mqtt|^(?:sub|subscriber|redis)$|Subscriber$/, event: words('message pmessage'), index: 1, ways: whole, by: 'message' },
  { form: 'method', names: words('on'), receiver: /subscription/i, event: words('message'), index: 0, ways: ways('data attributes'), by: 'message' },
  // KafkaJS.
  { form: 'property', names: words('eachMessage'), index: 0, ways: ways('message.value message.key message.headers'), by: 'message' },
  { form: 'property', names: words('eachBatch'), index: 0, ways: ways('batch.messages'), by: 'message' },
  // sqs-consumer.
  { form: 'property', names: words('handleMessage'), index: 0, ways: ways('Body MessageAttributes'), by: 'message' },
  { form: 'property', names: words('handleMessageBatch'), index: 0, ways: ways('*.Body'), by: 'message' },
]

/** Calls of libraries that hand to a function what others have sent or kept. */
export const callbacks: readonly Callback[] = [...clients, ...senders]

/** Decorators of methods that are given a message: of NestJS and its modules for brokers. */
export const messageHandlers: ReadonlySet<string> = words(
  'MessagePattern EventPattern SubscribeMessage RabbitSubscribe RabbitRPC RabbitHandler SqsMessageHandler KafkaListener GrpcMethod OnEvent',
)

/** Methods of the language that call back with what they are called on, or with nothing from outside. */
export const ownCallbacks: ReadonlySet<string> = words(`
  map flatMap forEach filter find findLast findIndex some every reduce reduceRight sort toSorted replace replaceAll then catch finally
  Promise setTimeout setInterval setImmediate nextTick queueMicrotask addEventListener from group groupBy
  describe it test beforeEach afterEach beforeAll afterAll
`)

/** Functions that are given a value and what to do with it step by step (of functions alone, they make one): fp-ts, Effect, Remeda, Ramda. */
export const piping: ReadonlySet<string> = words('pipe pipeAsync pipeP')

/** Functions that make one function of several, and which of them runs first: fp-ts, Effect, lodash, Ramda. */
export const composing: ReadonlyMap<string, 'forward' | 'backward'> = new Map([
  ['flow', 'forward'],
  ['compose', 'backward'],
  ['flowRight', 'backward'],
])

/** Functions of theirs that run another one with what a promise, an option or a result holds: `TE.map(toRows)`. */
export const mapping: ReadonlySet<string> = words('map chain flatMap andThen tap chainFirst chainW')
