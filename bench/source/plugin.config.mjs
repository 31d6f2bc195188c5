import parser from '@typescript-eslint/parser'

// What the plugin adds to ESLint: with SETSQUARE in the environment its rules run, without it nothing but the parser does.
const files = ['src/**/*.ts']
const { SETSQUARE: entry } = process.env
const plugin = entry === undefined ? undefined : (await import(entry)).default

export default [
  { files, languageOptions: { parser }, linterOptions: { reportUnusedDisableDirectives: 'off' } },
  ...(plugin === undefined ? [] : [plugin.configs['recommended/code']]),
]
