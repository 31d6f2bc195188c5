import parser from '@typescript-eslint/parser'
import boundaries from 'eslint-plugin-boundaries'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import { importX } from 'eslint-plugin-import-x'

import { layers } from './layers.mjs'

export default [
  {
    files: ['src/**/*.ts'],
    languageOptions: { parser },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    plugins: { boundaries, 'import-x': importX },
    settings: {
      'boundaries/elements': layers.flatMap(({ name, folders }) =>
        folders.map((folder) => ({ type: name, pattern: `src/${folder}` })),
      ),
      'import/resolver': { typescript: { project: 'tsconfig.json' } },
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.json' })],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      'import-x/no-cycle': 'warn',
      'boundaries/dependencies': [
        'warn',
        {
          default: 'disallow',
          policies: layers.map(({ name, mayImport }) => ({
            from: { element: { type: name } },
            allow: { to: { element: { types: { anyOf: [name, ...mayImport] } } } },
          })),
        },
      ],
    },
  },
]
