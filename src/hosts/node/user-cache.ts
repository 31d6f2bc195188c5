import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where programs of this user keep what they can make again. */
export function userCache(): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env
  if (xdg !== undefined && xdg !== '') return xdg
  if (process.platform === 'win32' && local !== undefined && local !== '') return local
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache')
}
