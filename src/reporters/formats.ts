import type { Reporter } from './reporter.ts'

/** The values of `--format`. */
export const formatNames = ['pretty', 'json', 'jsonl', 'sarif', 'github', 'gitlab', 'junit', 'checkstyle', 'markdown', 'rdjson'] as const

/** One of {@link formatNames}. */
export type FormatName = (typeof formatNames)[number]

/** The reporter of each format, loaded on demand. */
export const formats: { readonly [Name in FormatName]: { readonly load: () => Promise<Reporter> } } = {
  pretty: { load: async () => (await import('./pretty.ts')).pretty },
  json: { load: async () => (await import('./json.ts')).json },
  jsonl: { load: async () => (await import('./jsonl.ts')).jsonl },
  sarif: { load: async () => (await import('./sarif.ts')).sarif },
  github: { load: async () => (await import('./github.ts')).github },
  gitlab: { load: async () => (await import('./gitlab.ts')).gitlab },
  junit: { load: async () => (await import('./junit.ts')).junit },
  checkstyle: { load: async () => (await import('./checkstyle.ts')).checkstyle },
  markdown: { load: async () => (await import('./markdown.ts')).markdown },
  rdjson: { load: async () => (await import('./rdjson.ts')).rdjson },
}
