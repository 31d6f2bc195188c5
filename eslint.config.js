import regexp from 'eslint-plugin-regexp'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'fixtures/', 'bench/results/', 'bench/inputs/', '**/node_modules/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', 300],
      'max-len': ['error', { code: 160, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true, ignoreUrls: true }],
      semi: ['error', 'never'],
      quotes: ['error', 'single', { avoidEscape: true, allowTemplateLiterals: true }],
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration > :not(CallExpression, FunctionDeclaration)', message: 'Name the export.' },
        { selector: ':matches(PropertyDefinition, MethodDefinition:not([kind="constructor"]), TSParameterProperty)[accessibility="private"]', message: 'Write #name: it is private at run time as well, and built into fewer bytes.' },
      ],
      // `import()` types are how heavy packages are loaded only when they are needed.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // `const { left, ...rest }` is how something is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // `return report(...)` ends a branch in one line.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      // The kinds of ESTree nodes are strings, and only for the compiler members of an enum.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // Numbers read well in templates, and nothing else may stand there.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    // What is checked may be written to take long: expressions that try the same stretch again and again are no check of it.
    files: ['src/**/*.ts', 'rules/**/*.ts'],
    plugins: { regexp },
    rules: { 'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }], 'regexp/no-super-linear-move': 'error' },
  },
  {
    // A tree has some 170 kinds of node, of which code that reads it names the few it knows; and what parsers really build
    // is now and then wider than the types say.
    files: ['src/source/**/*.ts', 'src/project/**/*.ts', 'rules/**/*.ts'],
    rules: { '@typescript-eslint/switch-exhaustiveness-check': 'off', '@typescript-eslint/no-unnecessary-condition': 'off' },
  },
  {
    // Build tools want an unnamed export.
    files: ['*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Rows of a table are one case each, however long.
    files: ['test/**/*.ts'],
    rules: { 'max-len': 'off', 'max-lines': 'off', '@typescript-eslint/require-await': 'off' },
  },
)
