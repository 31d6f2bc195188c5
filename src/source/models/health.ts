import { list } from '../../core/words.ts'

/** Words that are unambiguous in a path. Used for code and contracts. */
export const healthWords: readonly string[] = list(`health healthz health-check healthcheck health_check health-z health_z health-status server-health service-health salud saude bereit gesundheit sante
  heartbeat live livez liveness readyz readiness statusz pingz _health _healthz _status _ping _live _ready __heartbeat__ __lbheartbeat__`)

/** Last path segments that orchestrators and load balancers usually probe. */
export const healthSegments: readonly string[] = [
  ...healthWords,
  'healthy',
  'alive',
  'ready',
  'status',
  'ping',
  'up',
  'hc',
  'heartbeatz',
  'startup',
  'startupz',
  ...list('zustand santé saúde listo vivo pronto pret'),
]

/** The option of a Fastify plugin (under-pressure) that adds a health endpoint. */
export const healthOption = 'exposeStatusRoute'

/** Packages that add a health endpoint wherever they are used, besides those whose names say so. */
export const healthPackages: readonly string[] = [
  '@gquittet/graceful-server',
  'koa-ping',
  'hapi-alive',
  // Servers that have a health endpoint by default.
  'apollo-server',
  'apollo-server-express',
  'apollo-server-fastify',
  'apollo-server-koa',
  'apollo-server-hapi',
  'graphql-yoga',
  'parse-server',
  '@strapi/strapi',
  '@medusajs/medusa',
  '@sap/cds',
  '@backstage/backend-defaults',
]

/** Packages of caches, brokers and search engines, on which the readiness of a service depends besides its database. */
export const dependencyPackages: readonly string[] = list(`@fastify/postgres @fastify/mysql @fastify/mongodb @fastify/redis ioredis redis @redis/client @upstash/redis memcached memjs amqplib
  amqp-connection-manager kafkajs nats mqtt bull bullmq @nestjs/bull @nestjs/bullmq @elastic/elasticsearch @opensearch-project/opensearch`)
