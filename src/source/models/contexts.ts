/** A folder whose subfolders are separate parts of an application. */
export interface ContextFolder {
  readonly name: string
  /** The folder's name says that the parts are bounded contexts, so that even a part without a public API is closed to the others. */
  readonly isBounded: boolean
}

/** Names in lower case. */
export const contextFolders: readonly ContextFolder[] = [
  ...['contexts', 'bounded-contexts', 'bounded_contexts', 'boundedcontexts'].map((name) => ({ name, isBounded: true })),
  ...['modules', 'features', 'domains', 'subdomains', 'libs'].map((name) => ({ name, isBounded: false })),
]

/** Parts that all others may use. */
export const sharedContexts: ReadonlySet<string> = new Set([
  ...['shared', 'shared-kernel', 'sharedkernel', 'kernel', 'common', 'core', 'seedwork', 'building-blocks', 'lib', 'libs', 'utils', 'util'],
  ...['config', 'database', 'models', 'infrastructure', 'infra', 'logger', 'logging', 'testing', 'types', 'ui'],
])

/** Folders in which a part publishes what others may use. */
export const publicFolders: ReadonlySet<string> = new Set(['public', 'api', 'public-api', 'contracts', 'contract', 'events', 'integration-events', 'published', 'interface', 'facade'])

/** The public API of a part: a file at its root or in its `src`. An `index.tsx` does not count, since it may be a component. */
export const publicFile = /^(?:src\/)?(?:index|public[-_.]?api)\.[cm]?[jt]s$/

/** Endings of names of modules and classes that are made to be passed between contexts. */
export const publishedEndings: readonly string[] = ['event', 'events', 'message', 'id', 'dto', 'contract', 'facade', 'query', 'command', 'client']
