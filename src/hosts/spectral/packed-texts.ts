/** The texts of all rules about contracts, filled in by the build. */
export const packed = ''
