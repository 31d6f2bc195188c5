import { propertyPaths, words } from '../../core/words.ts'

/** A function passed to a library, which calls it with data from a client or another program. */
export interface Callback {
  /**
   * How it is passed: to a method (`channel.consume(queue, handler)`), as a property (`eachMessage: handler`), to a constructor (`new
   * Worker(queue, handler)`), or inside an object (`soap.listen(server, path, { handler })`).
   */
  readonly form: 'method' | 'property' | 'class' | 'object'
  readonly names: ReadonlySet<string>
  /** What the receiver of the method must be called; left out for names that are distinctive. */
  readonly receiver?: RegExp
  /** The names of the events, for methods that take one (`on`). */
  readonly event?: ReadonlySet<string>
  /** The index of the parameter that receives the data. */
  readonly index: number
  /** Property paths from that parameter to the data; empty if the parameter is the data. */
  readonly ways: readonly (readonly string[])[]
  /** Set if the data comes from a queue or another program, and not from a client. */
  readonly by?: 'message'
}

const whole: readonly (readonly string[])[] = []

/** Data from clients that is not passed as `(req, res)`. */
const clients: readonly Callback[] = [
  // Callable functions of Firebase, both generations.
  { form: 'method', names: words('onCall'), index: 0, ways: whole },
  // node-telegram-bot-api.
  { form: 'method', names: words('onText'), index: 1, ways: whole },
  // Slack.
  {
    form: 'method',
    names: words('command action view shortcut options message event'),
    receiver: /^(?:app|slack|bolt|bot)$/i,
    index: 0,
    ways: propertyPaths('command.text message.text event.text body payload view.state options.value'),
  },
  // Model Context Protocol: the arguments are written by a language model.
  { form: 'method', names: words('tool registerTool addTool prompt registerPrompt'), receiver: /server|mcp/i, index: 0, ways: whole },
  // Electron: windows may show pages of others.
  { form: 'method', names: words('handle on'), receiver: /^ipcMain$/, index: 1, ways: whole },
  // RPC servers: SOAP, JSON-RPC, XML-RPC.
  { form: 'object', names: words('listen'), receiver: /soap/i, index: 0, ways: whole },
  { form: 'object', names: words('server Server'), receiver: /^jayson$/, index: 0, ways: whole },
  { form: 'method', names: words('addMethod'), receiver: /rpc|server/i, index: 0, ways: whole },
  // Forms: formidable, busboy.
  { form: 'method', names: words('parse'), receiver: /form/i, index: 1, ways: whole },
  { form: 'method', names: words('on'), receiver: /busboy|^bb$|form/i, event: words('field'), index: 1, ways: whole },
]

/** Data from queues, brokers and other services. */
const senders: readonly Callback[] = [
  // amqplib.
  { form: 'method', names: words('consume'), index: 0, ways: propertyPaths('content'), by: 'message' },
  // Bull, Bee-Queue, Kue; pg-boss; Agenda; BullMQ.
  { form: 'method', names: words('process'), receiver: /queue|jobs|bull/i, index: 0, ways: propertyPaths('data'), by: 'message' },
  { form: 'method', names: words('work'), receiver: /boss|queue/i, index: 0, ways: propertyPaths('data *.data'), by: 'message' },
  { form: 'method', names: words('define'), receiver: /agenda/i, index: 0, ways: propertyPaths('attrs.data'), by: 'message' },
  { form: 'class', names: words('Worker'), index: 0, ways: propertyPaths('data'), by: 'message' },
  // Redis, and clients with the same interface.
  {
    form: 'method',
    names: words('subscribe pSubscribe psubscribe'),
    receiver: /^(?:sub|subscriber|redis|redisSub|subClient|pubsub|bus|broker|nats|nc)$|(?:Subscriber|Bus|Broker)$/,
    index: 0,
    ways: whole,
    by: 'message',
  },
  // MQTT and older clients of Redis; Google Pub/Sub.
  { form: 'method', names: words('on'), receiver: /mqtt|^(?:sub|subscriber|redis)$|Subscriber$/, event: words('message pmessage'), index: 1, ways: whole, by: 'message' },
  { form: 'method', names: words('on'), receiver: /subscription/i, event: words('message'), index: 0, ways: propertyPaths('data attributes'), by: 'message' },
  // KafkaJS.
  { form: 'property', names: words('eachMessage'), index: 0, ways: propertyPaths('message.value message.key message.headers'), by: 'message' },
  { form: 'property', names: words('eachBatch'), index: 0, ways: propertyPaths('batch.messages'), by: 'message' },
  // sqs-consumer.
  { form: 'property', names: words('handleMessage'), index: 0, ways: propertyPaths('Body MessageAttributes'), by: 'message' },
  { form: 'property', names: words('handleMessageBatch'), index: 0, ways: propertyPaths('*.Body'), by: 'message' },
]

/** Callbacks that libraries call with data from outside the program. */
export const callbacks: readonly Callback[] = [...clients, ...senders]

/** Decorators of methods that receive messages, in NestJS and its modules for brokers. */
export const messageHandlers: ReadonlySet<string> = words(
  'MessagePattern EventPattern SubscribeMessage RabbitSubscribe RabbitRPC RabbitHandler SqsMessageHandler KafkaListener GrpcMethod OnEvent',
)

/** Methods of the language whose callbacks receive the receiver's contents, or nothing from outside. */
export const ownCallbacks: ReadonlySet<string> = words(`
  map flatMap forEach filter find findLast findIndex some every reduce reduceRight sort toSorted replace replaceAll then catch finally
  Promise setTimeout setInterval setImmediate nextTick queueMicrotask addEventListener from group groupBy
  describe it test beforeEach afterEach beforeAll afterAll
`)

/** Functions that pass a value through a sequence of functions, or combine functions into one: fp-ts, Effect, Remeda, Ramda. */
export const piping: ReadonlySet<string> = words('pipe pipeAsync pipeP')

/** Functions that compose functions, and the order in which these run: fp-ts, Effect, Lodash, Ramda. */
export const composing: ReadonlyMap<string, 'forward' | 'backward'> = new Map([
  ['flow', 'forward'],
  ['compose', 'backward'],
  ['flowRight', 'backward'],
])

/** Functions of these libraries that apply a function to the content of a promise, an option or a result: `TE.map(toRows)`. */
export const mapping: ReadonlySet<string> = words('map chain flatMap andThen tap chainFirst chainW')
