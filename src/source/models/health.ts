/** Words that in a path can mean nothing else. */
export const healthWords: readonly string[] = [
  'health',
  'healthz',
  'health-check',
  'healthcheck',
  'health_check',
  'heartbeat',
  'live',
  'livez',
  'liveness',
  'readyz',
  'readiness',
  'statusz',
  'pingz',
  '_health',
  '_healthz',
  '_status',
  '_ping',
]

/** Last segments of paths that orchestrators and load balancers probe. */
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
]

/** The option by which a plugin of Fastify (under-pressure) answers one as well. */
export const healthOption = 'exposeStatusRoute'

/** Packages that answer a health path when they are used, whatever it is called. */
export const healthPackages: readonly string[] = [
  '@nestjs/terminus',
  '@godaddy/terminus',
  'lightship',
  'express-healthcheck',
  'express-actuator',
  'express-health-check',
  '@cloudnative/health',
  '@cloudnative/health-connect',
  'fastify-healthcheck',
  'fastify-custom-healthcheck',
  '@gquittet/graceful-server',
  'koa-simple-healthcheck',
  'koa-ping',
  'hapi-alive',
  'hapi-and-healthy',
  'health-checkup',
  'nestjs-healthcheck',
  '@hmcts/nodejs-healthcheck',
  '@moleculer/healthcheck',
  // Servers that have such a path without being told.
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

/** Caches, brokers and search engines: what a service needs beside its database to be ready. */
export const dependencyPackages: readonly string[] = [
  '@fastify/postgres',
  '@fastify/mysql',
  '@fastify/mongodb',
  '@fastify/redis',
  'ioredis',
  'redis',
  '@redis/client',
  '@upstash/redis',
  'memcached',
  'memjs',
  'amqplib',
  'amqp-connection-manager',
  'kafkajs',
  'nats',
  'mqtt',
  'bull',
  'bullmq',
  '@nestjs/bull',
  '@nestjs/bullmq',
  '@elastic/elasticsearch',
  '@opensearch-project/opensearch',
]
