/** A chain of names, shortened for a message: `this.manager.users…getOne` if it has more than five. */
export function shortChain(chain: string): string {
  const names = chain.split('.')
  return names.length > 5 ? `${names.slice(0, 3).join('.')}…${names.at(-1) ?? ''}` : chain
}
