/** What a function returns; nothing if it throws: damaged or unusual files are git's to explain. */
export function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
