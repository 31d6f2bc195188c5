import parser from '@typescript-eslint/parser'

// Measures what the plugin adds to ESLint: its rules run only if SETSQUARE is in the environment; otherwise only the parser does.
const files = ['src/**/*.ts']
const { SETSQUARE: entry } = process.env
const plugin = entry === undefined ? undefined : (await import(entry)).default

export default [
  { files, languageOptions: { parser }, linterOptions: { reportUnusedDisableDirectives: 'off' } },
  ...(plugin === undefined ? [] : [plugin.configs['recommended/code']]),
]
