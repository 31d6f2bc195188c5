import type { Rule } from './rule.ts'

/** The topic of rules that Spectral runs for us. Which ones exist is known only once the project's Spectral ruleset has been loaded. */
export const foreignTopic = 'spectral'

/** The topic of a team's own rules: their ids begin with it, so that no rule of ours ever takes the name of one. */
export const customTopic = 'custom'

/** A predicate for names (`id`, `topic/*`) that may be rules of a Spectral ruleset which has not been loaded: not to be called unknown. */
export function foreignNames(rules: readonly Rule[]): (name: string) => boolean {
  const areLoaded = rules.some(({ topic }) => topic === foreignTopic)
  return (name) => name.startsWith(`${foreignTopic}/`) && (!areLoaded || name === `${foreignTopic}/*`)
}
