/** Folders whose subfolders are parts of a program that keep to themselves. */
export interface ContextFolder {
  readonly name: string
  /** True where the name says that the parts are bounded contexts, so that what lies in one is its own without a public face as well. */
  readonly isBounded: boolean
}

/** In lower case. */
export const contextFolders: readonly ContextFolder[] = [
  ...['contexts', 'bounded-contexts', 'bounded_contexts', 'boundedcontexts'].map((name) => ({ name, isBounded: true })),
  ...['modules', 'features', 'domains', 'subdomains', 'libs'].map((name) => ({ name, isBounded: false })),
]

/** Parts that are there for all others. */
export const sharedContexts: ReadonlySet<string> = new Set([
  ...['shared', 'shared-kernel', 'sharedkernel', 'kernel', 'common', 'core', 'seedwork', 'building-blocks', 'lib', 'libs', 'utils', 'util'],
  ...['config', 'database', 'infrastructure', 'infra', 'logger', 'logging', 'testing', 'types', 'ui'],
])

/** Folders in which a part shows what others may use. */
export const publicFolders: ReadonlySet<string> = new Set(['public', 'api', 'public-api', 'contracts', 'contract', 'events', 'integration-events', 'published', 'interface', 'facade'])

/** Files at the root of a part, or of its `src`, that say what is public. A component that is called index is none. */
export const faceFile = /^(?:src\/)?(?:index|public[-_.]?api)\.[cm]?[jt]s$/

/** Names of what is made to be passed between contexts, as they end. */
export const publishedEndings: readonly string[] = ['event', 'events', 'message', 'id', 'dto', 'contract', 'facade', 'query', 'command', 'client']
