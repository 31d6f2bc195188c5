/** Packages that write log lines with levels and fields. */
export const loggerPackages: readonly string[] = [
  'pino',
  'pino-http',
  'nestjs-pino',
  'express-pino-logger',
  'koa-pino-logger',
  'hono-pino',
  'winston',
  'nest-winston',
  'express-winston',
  'bunyan',
  'log4js',
  'tslog',
  'consola',
  'loglevel',
  'loglayer',
  'roarr',
  'bole',
  'signale',
  '@logtape/logtape',
  '@aws-lambda-powertools/logger',
  '@google-cloud/logging',
  'applicationinsights',
]

/** Names that make a logger, where their package does more than logging. */
export const loggerNames: { readonly [package_: string]: readonly string[] } = {
  '@nestjs/common': ['Logger', 'ConsoleLogger'],
}

/** Packages that give each request an id and carry it along; tracing does so too. */
export const correlationPackages: readonly string[] = [
  'pino-http',
  'nestjs-pino',
  'express-pino-logger',
  'koa-pino-logger',
  'hono-pino',
  'hono/request-id',
  'express-request-id',
  'koa-requestid',
  'koa-request-id',
  'express-http-context',
  'cls-hooked',
  'cls-rtracer',
  'continuation-local-storage',
  'nestjs-cls',
  'nestjs-request-context',
  '@fastify/request-context',
  'fastify-request-id',
  'correlation-id',
  'express-correlation-id',
  // Has an id for each request, and a logger that writes it.
  'fastify',
  '@nestjs/platform-fastify',
]

/** Packages that measure and trace. */
export const telemetryPackages: readonly string[] = [
  'prom-client',
  'express-prom-bundle',
  'express-prometheus-middleware',
  'fastify-metrics',
  '@willsoto/nestjs-prometheus',
  'dd-trace',
  'hot-shots',
  'elastic-apm-node',
  'newrelic',
  'applicationinsights',
  'aws-xray-sdk',
  'aws-xray-sdk-core',
  'appmetrics',
  'swagger-stats',
  'nestjs-otel',
  'nestjs-ddtrace',
  'moleculer',
]

/** Packages one has never heard of are known by what they are called; those that only print each request to the console are no loggers. */
export const loggerLike = /^(?!koa-logger$|hono\/logger$|koa-morgan$)(?:.*[-/@])?(?:log|logs|logger|logging|pino|winston|bunyan)(?:$|[-/])/
export const correlationLike = /(?:^|[-/@])(?:request-?id|correlation(?:-?id)?|trace-?id|cls|tracer|tracing)(?:$|[-/])/
/** Tracing gives each request an id. */
export const tracingLike =
  /(?:^|[-/@])(?:opentelemetry|otel|tracing|tracer|trace|datadog|sentry|honeycomb|jaeger|zipkin|skywalking|instana|dynatrace|appsignal|signoz|xray|apm|newrelic|applicationinsights)(?:$|[-/])/
export const telemetryLike = new RegExp(`${tracingLike.source}|(?:^|[-/@])(?:telemetry|prom|prometheus|metrics|statsd)(?:$|[-/])`)
