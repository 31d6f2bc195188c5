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
  '@fastify/under-pressure',
  'under-pressure',
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
]
