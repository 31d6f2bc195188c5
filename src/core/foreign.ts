import type { Rule } from './rule.ts'

/** The topic of rules that Spectral runs for us: which there are is known only where the project's ruleset has been loaded. */
export const foreignTopic = 'spectral'

/** The topic of a team's own rules: their ids begin with it, so that no rule of ours ever takes the name of one. */
export const customTopic = 'custom'

/** A test for names of rules (`id`, `topic/*`) that cannot be called unknown, because nobody has looked for them. */
export function foreignNames(rules: readonly Rule[]): (name: string) => boolean {
  const areLoaded = rules.some(({ topic }) => topic === foreignTopic)
  return (name) => name.startsWith(`${foreignTopic}/`) && (!areLoaded || name === `${foreignTopic}/*`)
}
