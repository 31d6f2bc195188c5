import { list } from '../../core/words.ts'

/** Packages for structured logging, besides those whose names say so. */
export const loggerPackages: readonly string[] = list('log4js tslog consola loglevel loglayer roarr bole signale @logtape/logtape applicationinsights')

/** Exports that are loggers, for packages that do more than logging. */
export const loggerNames: { readonly [package_: string]: readonly string[] } = {
  '@nestjs/common': ['Logger', 'ConsoleLogger'],
}

/** Packages that assign an id to each request and propagate it, besides those whose names say so. Tracing does that too. */
export const correlationPackages: readonly string[] = [
  'pino-http',
  'nestjs-pino',
  'express-pino-logger',
  'koa-pino-logger',
  'hono-pino',
  'hapi-pino',
  'express-http-context',
  'continuation-local-storage',
  'nestjs-request-context',
  '@fastify/request-context',
  // Assigns an id to each request and logs it.
  'fastify',
  '@nestjs/platform-fastify',
]

/** Packages for metrics and tracing, besides those whose names say so. */
export const telemetryPackages: readonly string[] = list('hot-shots appmetrics swagger-stats nestjs-ddtrace moleculer')

/** Names of packages for logging. The exceptions only print each request to the console. */
export const loggerLike = /^(?!koa-logger$|hono\/logger$|koa-morgan$)(?:.*[-/@])?(?:log|logs|logger|logging|pino|winston|bunyan)(?:$|[-/])/
/** Names of packages that assign ids to requests. */
export const correlationLike = /(?:^|[-/@])(?:request-?id|correlation(?:-?id)?|trace-?id|cls|tracer|tracing)(?:$|[-/])/
/** Names of packages for tracing, which assigns an id to each request too. */
export const tracingLike =
  /(?:^|[-/@])(?:opentelemetry|otel|tracing|tracer|trace|datadog|sentry|honeycomb|jaeger|zipkin|skywalking|instana|dynatrace|appsignal|signoz|xray|apm|newrelic|applicationinsights)(?:$|[-/])/
/** Names of packages for metrics and tracing. */
export const telemetryLike = new RegExp(`${tracingLike.source}|(?:^|[-/@])(?:telemetry|prom(?:ster)?|prometheus|metrics|statsd)(?:$|[-/])`)
