import { list } from '../../core/words.ts'

/** Packages for structured logging. */
export const loggerPackages: readonly string[] = list(`pino pino-http nestjs-pino express-pino-logger koa-pino-logger hono-pino winston nest-winston express-winston bunyan log4js tslog consola
  loglevel loglayer roarr bole signale @logtape/logtape @aws-lambda-powertools/logger @google-cloud/logging applicationinsights`)

/** Exports that are loggers, for packages that do more than logging. */
export const loggerNames: { readonly [package_: string]: readonly string[] } = {
  '@nestjs/common': ['Logger', 'ConsoleLogger'],
}

/** Packages that assign an id to each request and propagate it. Tracing does that too. */
export const correlationPackages: readonly string[] = [
  'pino-http',
  'nestjs-pino',
  'express-pino-logger',
  'koa-pino-logger',
  'hono-pino',
  'hapi-pino',
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
  // Assigns an id to each request and logs it.
  'fastify',
  '@nestjs/platform-fastify',
]

/** Packages for metrics and tracing. */
export const telemetryPackages: readonly string[] = list(`prom-client express-prom-bundle express-prometheus-middleware fastify-metrics @willsoto/nestjs-prometheus dd-trace hot-shots
  elastic-apm-node newrelic applicationinsights aws-xray-sdk aws-xray-sdk-core appmetrics swagger-stats nestjs-otel nestjs-ddtrace moleculer`)

/** Names of other packages for logging. The exceptions only print each request to the console. */
export const loggerLike = /^(?!koa-logger$|hono\/logger$|koa-morgan$)(?:.*[-/@])?(?:log|logs|logger|logging|pino|winston|bunyan)(?:$|[-/])/
/** Names of other packages that assign ids to requests. */
export const correlationLike = /(?:^|[-/@])(?:request-?id|correlation(?:-?id)?|trace-?id|cls|tracer|tracing)(?:$|[-/])/
/** Names of other packages for tracing, which assigns an id to each request too. */
export const tracingLike =
  /(?:^|[-/@])(?:opentelemetry|otel|tracing|tracer|trace|datadog|sentry|honeycomb|jaeger|zipkin|skywalking|instana|dynatrace|appsignal|signoz|xray|apm|newrelic|applicationinsights)(?:$|[-/])/
/** Names of other packages for metrics and tracing. */
export const telemetryLike = new RegExp(`${tracingLike.source}|(?:^|[-/@])(?:telemetry|prom|prometheus|metrics|statsd)(?:$|[-/])`)
