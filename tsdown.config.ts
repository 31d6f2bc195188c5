import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { minify as minifyAgain } from '@swc/core'
import type { JsMinifyOptions } from '@swc/core'
import { defineConfig } from 'tsdown'

import { arrowFunctions } from './scripts/arrow-functions.ts'
import { deferModules, deferredEntries, deferredModules } from './scripts/deferred-modules.ts'
import { hoistRepeated } from './scripts/hoist-repeated.ts'
import { internalProperties } from './scripts/internal-properties.ts'
import { loosenComparisons } from './scripts/loose-comparisons.ts'
import { looserSources } from './scripts/loose-sources.ts'
import { longPatterns, withPatternsElsewhere } from './scripts/long-patterns.ts'
import { loadedWith, readModules } from './scripts/module-graph.ts'
import { nameChunks } from './scripts/name-chunks.ts'
import { checkQuery, entryOf, separateChecks, withoutChecks } from './scripts/separate-checks.ts'
import { shortenDeclarations } from './scripts/short-declarations.ts'
import { shortenExports } from './scripts/short-exports.ts'
import { shortenImports } from './scripts/short-imports.ts'
import { shortenProperties } from './scripts/short-properties.ts'
import { takeImports } from './scripts/taken-imports.ts'
import { plainNamespaces, withoutUnusedHelpers } from './scripts/without-helpers.ts'
import { withPackedTexts } from './scripts/with-packed-texts.ts'
import { withWordsElsewhere, wordLists } from './scripts/word-lists.ts'
import { withYamlWithin } from './scripts/with-yaml-within.ts'
import { withoutOtherYaml } from './scripts/without-other-yaml.ts'
import { withoutDescriptions, withoutFixes, withoutNotes, withoutProse } from './scripts/without-prose.ts'
import { contractRules } from './rules/contracts.ts'
import { rules } from './rules/index.ts'
import { checkKindOf, checkKinds } from './src/hosts/node/config/check-kinds.ts'
import { packedProse, prose } from './src/hosts/node/config/rule-prose.ts'
import { textFiles } from './src/hosts/node/config/word-lists.ts'

/** Small, pure packages that are bundled: loading them from node_modules takes longer than everything they do. All others are dependencies. */
const bundled = ['chalk', 'fflate', 'js-yaml', 'pluralize']

/** Moved out of the code, into a file beside the program or a packed text in the Spectral ruleset. */
const words = wordLists('src/api')
const textModule = resolve('src/hosts/node/config/word-lists.ts')
/** What else is moved out of the program. */
const elsewhere = {
  api: { texts: [...words, ...longPatterns(['src/api', 'src/openapi'])], from: /\/src\/(?:api|openapi)\//, module: textModule, name: 'wordsAt' },
  code: { texts: [...wordLists('src/source'), ...longPatterns(['src/source', 'src/project'])], from: /\/src\/(?:source|project)\//, module: textModule, name: 'codeWordsAt' },
}

const modules = readModules()
const codeRules = rules.filter((rule) => checkKindOf(rule) === 'code').map(({ topic, id }) => resolve(`rules/${topic}/${id}.ts`))
const deferred = deferredModules(modules, codeRules)
/** What a check of sources loads before it knows whether projects have to be checked. */
const forSources = loadedWith(
  ['src/hosts/load-code.ts', 'src/hosts/check-code.ts', 'src/hosts/node/check/check-change.ts', ...codeRules.flatMap((file) => [file, `${file}${checkQuery}`])].map((file) => resolve(file)),
  modules,
)

/** No code here has getters with side effects. */
const minify = { compress: { target: 'es2022', treeshake: { propertyReadSideEffects: false } } } as const

/** Ships the licences of the bundled packages: the title and copyright of each, and once the terms, which are the same but for line breaks. */
function writeLicences(): void {
  const terms = new Set<string>()
  const heads = bundled.map((name) => {
    const directory = `node_modules/${name}`
    const file = readdirSync(directory).find((entry) => /^licen[cs]e/i.test(entry))
    if (file === undefined) throw new Error(`${name} has no licence file, so it cannot be bundled`)
    const text = readFileSync(`${directory}/${file}`, 'utf8').trim()
    const start = text.indexOf('Permission is hereby granted')
    terms.add(text.slice(start).split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s+/g, ' ')).join('\n\n'))
    return `${name}\n\n${text.slice(0, start).trim()}\n`
  })
  if (terms.size > 1) throw new Error('the bundled packages have different licences')
  writeFileSync('dist/LICENCES.txt', [...heads, ...terms, ''].join('\n'))
}

/**
 * Minifies a built file once more with swc, which merges statements that the first minifier keeps apart: 30 kB less. Its unsafe options
 * stay off, because they turn functions that use `arguments` into arrows. A test compares the findings of the built program and its sources.
 */
async function smaller(script: string, module: boolean): Promise<string> {
  const compress: JsMinifyOptions['compress'] = { ecma: 2022, passes: 3, pure_getters: true }
  const { code } = await minifyAgain(script, { compress, mangle: false, module, toplevel: true })
  // Names come last, so that what is used most has the shortest.
  const named: JsMinifyOptions['compress'] = { defaults: false, join_vars: true }
  // V8 stores a script that is not pure ASCII with two bytes per character, and it takes longer to read on every start.
  const format = { asciiOnly: !module }
  const hoisted = hoistRepeated(loosenComparisons(arrowFunctions(code)), module)
  return (await minifyAgain(hoisted, { compress: named, format, mangle: true, module, toplevel: true })).code
}

async function writeScripts(): Promise<void> {
  const files = readdirSync('dist').filter((file) => file.endsWith('.cjs')).map((name) => `dist/${name}`)
  const scripts = shortenProperties(files.map((file) => shortenImports(shortenExports(readFileSync(file, 'utf8')))), internalProperties)
  for (const [index, file] of files.entries()) writeFileSync(file, withoutUnusedHelpers(await smaller(takeImports(scripts[index] ?? ''), false)))
  nameChunks('dist', [...checkKinds.map(entryOf), ...deferredEntries], Object.values(elsewhere).flatMap(({ texts }) => texts))
}

async function writeSpectral(): Promise<void> {
  for (const script of shortenProperties([readFileSync('dist/spectral.mjs', 'utf8')], internalProperties)) writeFileSync('dist/spectral.mjs', await smaller(script, true))
}

/**
 * The texts of rules that only people read, loaded when they are shown. Of the examples the first that is wrong and the first that is right: all
 * are on the page that `explain` gives the address of.
 */
function writeProse(): void {
  const told = rules.map((rule) => ({ ...rule, examples: { bad: rule.examples.bad.slice(0, 1), good: rule.examples.good.slice(0, 1) } }))
  for (const use of ['reports', 'pages'] as const) writeFileSync(`dist/${prose[use].file}`, brotliCompressSync(packedProse(told, use)))
}

/** Wrappers for `import`: not every tool finds the named exports of a CommonJS module. */
function writeModules(): void {
  const exported = createRequire(import.meta.url)('./dist/index.cjs') as object
  writeFileSync('dist/index.mjs', `import script from './index.cjs'\nexport const { ${Object.keys(exported).join(', ')} } = script\n`)
  // `require` of Node returns what is exported under the second name.
  writeFileSync('dist/eslint.mjs', "export { default, default as 'module.exports' } from './eslint.cjs'\n")
}

const program = defineConfig({
  name: 'program',
  entry: {
    cli: 'src/hosts/cli/main.ts',
    eslint: 'src/hosts/eslint/index.ts',
    index: 'src/index.ts',
    ...Object.fromEntries([...checkKinds.map(entryOf), ...deferredEntries].map((name) => [name, `virtual:${name}`])),
  },
  // CommonJS scripts load faster than modules, and their compiled code can be cached between runs.
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  outDir: 'dist',
  dts: false,
  fixedExtension: true,
  // Comments, white space and long names would be half of what a run loads, and the size of the package is limited.
  minify,
  // The program decides about colours by itself, and chalk's own detection loads modules of Node for it.
  inputOptions: { resolve: { alias: { '#supports-color': resolve('node_modules/chalk/source/vendor/supports-color/browser.js') } } },
  plugins: [
    withoutProse(),
    looserSources(),
    separateChecks(rules),
    deferModules(deferred),
    ...Object.values(elsewhere).flatMap((texts) => [withWordsElsewhere(texts), withPatternsElsewhere(texts)]),
    withoutDescriptions(),
    withoutNotes(),
    withoutOtherYaml(),
    plainNamespaces(),
  ],
  deps: { alwaysBundle: bundled },
  hooks: {
    'build:done': async () => {
      await writeScripts()
      writeLicences()
      writeProse()
      for (const kind of ['api', 'code'] as const) writeFileSync(`dist/${textFiles[kind]}`, brotliCompressSync(elsewhere[kind].texts.join('\n')))
      writeModules()
    },
  },
  // Loading a file costs more than its contents do, so what every command needs is in one file.
  outputOptions: {
    codeSplitting: {
      groups: [
        // Code with a dynamic import cannot be cached in compiled form, so it has its own file.
        { name: 'import', priority: 4, test: /src\/hosts\/node\/config\/default-export/ },
        { name: 'start', priority: 4, test: /src\/(?:core\/hash|hosts\/cli\/(?:chunk-loader|code-cache|prepare|scratch)|hosts\/node\/(?:disk\/(?:make-directory|put-in-place)|cache\/user-cache))\b/ },
        // What reads the command line. With it alone, `--version` and mistakes are answered.
        { name: 'run', priority: 5, test: /src\/(?:core\/(?:errors|printable|nearest)|hosts\/(?:clock|reason|cli\/(?:arguments|commands|run|terminal|version))|reporters\/(?:formats|reporter))\.ts$|\/package\.json$/ },
        // What a check needs before it knows which files to check: git runs while the rest is loaded.
        {
          name: 'begin',
          priority: 4,
          test: /src\/(?:config\/configuration-file|engine\/(?:baseline|baseline-text|collect|content|fingerprint|snippet|grouping)|hosts\/(?:files|reason|type-use)|hosts\/cli\/(?:baseline|check|outputs|repository|working-directory)|hosts\/node\/(?:check|check\/(?:apply-baseline|baseline)|disk\/(?:blobs|change|difference|disk|files|git|kinds|listing|snapshot|staged)|git\/[\w-]+|cache\/cache-options)|reporters\/reporter)\.ts$/,
        },
        // Every check needs the engine, which would otherwise come in twenty files, and what it imports.
        { name: 'check', priority: 3, test: /src\/(?:engine\/|config\/read\.|hosts\/node\/(?:check\/check-whole|config\/word-lists)\.|source\/models\/health\.)/ },
        // What the checks of one kind need. Those of all APIs are loaded with either, so what both need is with them.
        { name: 'api', priority: 2, test: /checks-api$|src\/(?:api\/drift\/alignment|hosts\/exceptions)\.ts$/ },
        { name: 'contracts', priority: 1, test: /checks-contract$/ },
        { name: 'code', priority: 1, test: (id) => /checks-code$|src\/hosts\/load-code\b/.test(id) || (/src\/source\//.test(id) && forSources.has(id) && deferred.entryOf(id) === undefined) },
        // What reads the facts of a source.
        { name: 'facts', priority: 0.5, test: (id) => deferred.entryOf(id) === 'facts' || /\/source-edits\.ts$/.test(id) },
        // What looks at code of some kind, which most changes have nothing of.
        { name: 'deferred', test: (id) => deferred.entryOf(id) === 'deferred' },
        // With what is loaded beside it for every contract.
        { name: 'further', priority: 2.5, test: (id) => deferred.entryOf(id) === 'further' || /src\/hosts\/(?:check-contracts|contract-outcome|load-contracts)\.ts$/.test(id) },
        { name: 'project', test: /checks-project$|src\/(?:source|project)\// },
        { name: 'versions', priority: 1, test: /checks-versions$/ },
        { name: 'check-change', test: /src\/hosts\/node\/(?:check\/check-change|cache\/(?:cache-pieces|fact-cache|project-cache))\.ts$/ },
        // Of the reports only this one is wanted often.
        { name: 'pretty', test: /src\/reporters\/pretty\./ },
        { name: 'core', priority: 4, test: /src\/(?:core|hosts\/cli\/(?:arguments|commands|run|terminal|version)|hosts\/node\/(?:config\/docs|disk\/paths)|reporters\/(?:formats|reporter))\b/ },
      ],
    },
  },
})

/** Declarations for users of the package, built separately because the program's chunks do not match its entry points. */
const declarations = defineConfig({
  name: 'declarations',
  entry: { eslint: 'src/hosts/eslint/index.ts', index: 'src/index.ts', spectral: 'src/hosts/spectral/index.ts' },
  format: 'esm',
  platform: 'node',
  outDir: 'dist',
  clean: false,
  // Hides what is marked `@internal`.
  dts: { emitDtsOnly: true, compilerOptions: { stripInternal: true } },
  fixedExtension: true,
  hooks: {
    'build:done': () => {
      shortenDeclarations('dist')
    },
  },
  // Custom rules on source code use these types of the tree; whoever writes them in TypeScript has the packages installed.
  deps: { neverBundle: [/^@(?:stoplight|typescript-eslint)\//, 'typescript'] },
})

/**
 * A single file without imports, in syntax that older parsers can read: Spectral bundles rulesets again with its own tools, and its editor
 * extension cannot resolve imports.
 */
const spectral = defineConfig({
  name: 'spectral',
  entry: { spectral: 'src/hosts/spectral/index.ts' },
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  outDir: 'dist',
  // The program's build has cleaned the directory.
  clean: false,
  dts: false,
  fixedExtension: true,
  // Spectral parses it again on every start.
  minify,
  inputOptions: { resolve: { mainFields: ['module', 'main'] } },
  // Spectral only shows a rule's title and the address of its page.
  // Rules that compare contracts with something else are only known by name.
  plugins: [
    withYamlWithin(),
    withPackedTexts(contractRules, words),
    withWordsElsewhere({ texts: words, from: elsewhere.api.from, module: resolve('src/hosts/spectral/packed-words.ts'), name: 'wordsAt' }),
    withoutChecks(/\/rules\/(?:drift|evolution)\/[\w-]+\.ts$/),
    withoutFixes(),
    withoutProse(),
    looserSources(),
    withoutDescriptions(),
    withoutOtherYaml(),
  ],
  deps: { alwaysBundle: bundled, neverBundle: [/^@stoplight\//] },
  hooks: { 'build:done': writeSpectral },
})

export default [program, declarations, spectral]
