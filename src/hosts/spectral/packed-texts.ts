/** All of them, filled in by the build. */
export const packed = ''
