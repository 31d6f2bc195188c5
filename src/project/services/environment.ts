import type { EnvironmentRead } from '../../source/facts/environment.ts'
import { configModule, exampleFiles, explainingFiles, platformVariable } from '../../source/models/environment.ts'
import type { Application } from './applications.ts'
import type { Module } from '../graph/graph.ts'
import { stemOf } from '../graph/paths.ts'
import type { Project } from '../project.ts'
import { serverModules } from './server-modules.ts'

/** A module and the environment variables it reads, without those of the platform. */
export interface Reader {
  readonly module: Module
  readonly reads: readonly EnvironmentRead[]
}

const configurationName = /(?:^|[-._])(?:env|environment|config|configuration|configs|settings|constants?|secrets?|keys|options|vars)(?:$|[-._])|(?:Config|Env|Settings)$/i
const configurationFolder = /\/(?:configs?|configuration|env|environments?|settings)\//i
/** Modules that run before the configuration is loaded, or for a tool that does not use it. */
const standaloneModule =
  /(?:^|[-._/])(?:tracing|telemetry|instrumentation|instrument|otel|apm|sentry|logger|logging|ormconfig|data-?source|knexfile|drizzle|prisma|seed|cluster|pm2|ecosystem|newrelic)(?:[-._/]|$)/i

/** The modules of an application that read environment variables. */
function environmentReaders(application: Application): Reader[] {
  return serverModules(application).flatMap((module) => {
    const reads = module.late.service('environment').filter(({ name }) => !platformVariable.test(name))
    return reads.length === 0 ? [] : [{ module, reads }]
  })
}

/** How an application reads its environment: in central modules, and elsewhere. */
export interface Configuration {
  /** The modules that read it centrally, those with the most variables first. */
  readonly modules: readonly Reader[]
  /** The number of variables read through a configuration library: Nest's. */
  readonly asked: number
  readonly others: readonly Reader[]
}

/** Which modules of an application read the environment centrally, and which others read it too. */
export function configurationOf(project: Project, application: Application): Configuration {
  const readers = environmentReaders(application)
  const modules = readers.filter(isCentral).sort((a, b) => b.reads.length - a.reads.length)
  // A package that others use too does not know this application's configuration.
  const areas = new Set([application.root, ...modules.map(({ module }) => module)].map((module) => project.areaOf(module)))
  const others = readers.flatMap((reader) => {
    const reads = reader.reads.filter(({ by }) => by === 'itself')
    const isMeant = standaloneModule.test(reader.module.summary.path) || !areas.has(project.areaOf(reader.module))
    return reads.length === 0 || isMeant || isCentral(reader) ? [] : [{ module: reader.module, reads }]
  })
  const asked = [...application.modules].some(usesConfigModule) ? readers.flatMap(({ reads }) => reads.filter(({ by }) => by === 'function')) : []
  // Only classes that the container instantiates can have the service injected.
  const beside = modules.length === 0 && asked.length > 0 ? others.filter(({ module }) => isInjected(module)) : others
  return { modules, asked: new Set(asked.map(({ name }) => name)).size, others: beside }
}

/** `ConfigModule.forRoot()` of Nest. */
function usesConfigModule({ summary }: Module): boolean {
  return summary.imports.some(({ specifier, names }) => specifier === configModule.package && names.some(({ imported }) => imported === configModule.name))
}

function isInjected({ summary }: Module): boolean {
  return summary.structure.classes.some(({ decorators }) => decorators.some(({ value }) => 'name' in value && configModule.holders.has(value.name)))
}

/** By its name, or because it validates the environment with a schema. */
function isCentral({ module: { summary }, reads }: Reader): boolean {
  return (
    configurationName.test(stemOf(summary.path)) ||
    configurationFolder.test(`/${summary.path}`) ||
    reads.some(({ by }) => by === 'schema')
  )
}

/** How the required environment variables of an application are documented. */
export interface Documentation {
  /** The example file that lists them, if there is one. */
  readonly file: string | undefined
  /** The first read of each variable that is not listed. */
  readonly unlisted: readonly { readonly module: Module; readonly read: EnvironmentRead }[]
}

/** The required variables of an application, and whether a file lists them. */
export function documentationOf(project: Project, application: Application): Documentation {
  const required = new Map<string, { module: Module; read: EnvironmentRead }>()
  const optional = new Set<string>()
  for (const { module, reads } of environmentReaders(application)) {
    for (const read of reads) {
      if (read.isOptional) optional.add(read.name)
      else if (!required.has(read.name)) required.set(read.name, { module, read })
    }
  }
  // A variable with a default in one place is not required.
  const needed = [...required.values()].filter(({ read }) => !optional.has(read.name))
  const examples = project.graph.textsBeside(application.root.file, exampleFiles)
  const [first] = examples
  if (first !== undefined) {
    const listed = new Set(examples.flatMap(({ text }) => variablesIn(text)))
    return { file: project.nameOf(first.file), unlisted: needed.filter(({ read }) => !listed.has(read.name)) }
  }
  const explained = project.graph.textsBeside(application.root.file, explainingFiles).map(({ text }) => text)
  // The documentation refers to an example file with an unusual name.
  if (explained.some((text) => exampleMentioned.test(text))) return { file: undefined, unlisted: [] }
  return { file: undefined, unlisted: needed.filter(({ read }) => !explained.some((text) => text.includes(read.name))) }
}

const exampleMentioned = /env[-._\w]{0,20}(?:example|sample|template|dist)|(?:example|sample|template)[-._]{1,2}env/i

/** The variables in lines `NAME=value`, also after `export` and `#`. */
function variablesIn(text: string): string[] {
  return [...text.matchAll(/^[ \t]*(?:#[# \t]*)?(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*[=:]/gm)].map(([, name = '']) => name)
}
