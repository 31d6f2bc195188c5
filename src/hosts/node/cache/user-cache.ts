import { isAbsolute, join } from 'node:path'

/**
 * The directory for the user's caches.
 * @returns nothing for a user without a home directory, as is common in containers
 */
export function userCache(): string | undefined {
  const { XDG_CACHE_HOME: xdg = '', LOCALAPPDATA: local = '' } = process.env
  if (isAbsolute(xdg)) return xdg
  if (process.platform === 'win32' && isAbsolute(local)) return local
  const home = ownHome()
  if (home === undefined) return undefined
  return process.platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache')
}

function ownHome(): string | undefined {
  try {
    // What Node would return, without loading a module.
    const { HOME: named = '' } = process.env
    const home = process.platform !== 'win32' && named !== '' ? named : process.getBuiltinModule('node:os').homedir()
    return isAbsolute(home) ? home : undefined
  } catch {
    // There is neither a variable nor an entry in the user database.
    return undefined
  }
}
