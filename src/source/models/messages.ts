import { words } from '../words.ts'

/** Where functions that take messages of a queue, a broker or another service find what was sent, by how they are handed over. */
export interface MessageTaker {
  /** Methods that take the function (`channel.consume(queue, handler)`), properties (`eachMessage: handler`) or classes (`new Worker(queue, handler)`). */
  readonly names: ReadonlySet<string>
  readonly form: 'method' | 'property' | 'class'
  /** Which of the function's parameters the message is. */
  readonly index: number
  /** The ways from it to what was sent; none where it is that itself. */
  readonly ways: readonly (readonly string[])[]
  /** What methods of such names are called on where a message is meant; anything where it is left out. */
  readonly receiver?: RegExp
}

function ways(text: string): string[][] {
  return [...words(text)].map((way) => way.split('.'))
}

export const messageTakers: readonly MessageTaker[] = [
  // amqplib.
  { form: 'method', names: words('consume'), index: 0, ways: ways('content') },
  // Bull, Bee-Queue, Kue; pg-boss; Agenda.
  { form: 'method', names: words('process'), index: 0, ways: ways('data'), receiver: /queue|jobs|bull/i },
  { form: 'method', names: words('work'), index: 0, ways: ways('data *.data'), receiver: /boss|queue/i },
  { form: 'method', names: words('define'), index: 0, ways: ways('attrs.data'), receiver: /agenda/i },
  // Redis, and those who copy it.
  { form: 'method', names: words('subscribe pSubscribe psubscribe'), index: 0, ways: [], receiver: /^(?:sub|subscriber|redis|redisSub|subClient|pubsub|bus|broker|nats|nc)$|(?:Subscriber|Bus|Broker)$/ },
  // MQTT, and the older Redis.
  { form: 'method', names: words('on'), index: 1, ways: [], receiver: /mqtt|^(?:sub|subscriber|redis)$|Subscriber$/ },
  // Google's Pub/Sub.
  { form: 'method', names: words('on'), index: 0, ways: ways('data attributes'), receiver: /subscription/i },
  // KafkaJS.
  { form: 'property', names: words('eachMessage'), index: 0, ways: ways('message.value message.key message.headers') },
  { form: 'property', names: words('eachBatch'), index: 0, ways: ways('batch.messages') },
  // sqs-consumer.
  { form: 'property', names: words('handleMessage'), index: 0, ways: ways('Body MessageAttributes') },
  { form: 'property', names: words('handleMessageBatch'), index: 0, ways: ways('*.Body') },
  // BullMQ.
  { form: 'class', names: words('Worker'), index: 0, ways: ways('data') },
]

/** Decorators of methods that are given a message: of NestJS and its modules for brokers. */
export const messageHandlers: ReadonlySet<string> = words(
  'MessagePattern EventPattern SubscribeMessage RabbitSubscribe RabbitRPC RabbitHandler SqsMessageHandler KafkaListener GrpcMethod',
)
