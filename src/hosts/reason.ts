/** The reason for a failed file operation, in words for a message. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied'
    case 'ENOENT':
      return 'no such file or directory'
    case 'EROFS':
      return 'the file system is read-only'
    // The codes of `mkdir` if a file is in the way.
    case 'EEXIST':
    case 'ENOTDIR':
      return 'a part of its path is not a directory'
    case 'EISDIR':
      return 'it is a directory'
    case 'ELOOP':
      return 'its symbolic links form a loop'
    case 'EMFILE':
    case 'ENFILE':
      return 'too many open files'
    case 'ENOSPC':
      return 'no space left'
    case 'ENAMETOOLONG':
      return 'its name is too long'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}

/** The message of an error, on one line. */
export function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').trim()
}
