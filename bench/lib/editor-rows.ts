/** The rows of the editor section. */
export const withoutPlugin = 'language server'
export const withPlugin = 'language server with setsquare'
