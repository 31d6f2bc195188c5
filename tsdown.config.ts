import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { brotliCompressSync } from 'node:zlib'
import { minify as minifyAgain } from '@swc/core'
import type { JsMinifyOptions } from '@swc/core'
import { defineConfig } from 'tsdown'

import { hoistStrings } from './scripts/hoist-strings.ts'
import { shortenDeclarations } from './scripts/short-declarations.ts'
import { shortenExports } from './scripts/short-exports.ts'
import { withYamlWithin } from './scripts/with-yaml-within.ts'
import { withoutOtherYaml } from './scripts/without-other-yaml.ts'
import { withoutProse } from './scripts/without-prose.ts'
import { rules } from './rules/index.ts'
import { prose } from './src/hosts/node/config/rule-prose.ts'

/** Small and pure: finding them in node_modules costs more than all they do. Everything else is installed beside us. */
const bundled = ['chalk', 'js-yaml', 'pluralize']

/** Nothing here reads a property for what reading it does. */
const minify = { compress: { target: 'es2022', treeshake: { propertyReadSideEffects: false } } } as const

/** The licences of what is bundled go where it goes. */
function writeLicences(): void {
  const texts = bundled.map((name) => {
    const directory = `node_modules/${name}`
    const file = readdirSync(directory).find((entry) => /^licen[cs]e/i.test(entry))
    if (file === undefined) throw new Error(`${name} has no licence file, so it cannot be bundled`)
    return `${name}\n\n${readFileSync(`${directory}/${file}`, 'utf8').trim()}\n`
  })
  writeFileSync('dist/LICENCES.txt', texts.join('\n---\n\n'))
}

/**
 * Minifies a built file once more with swc, which merges statements that the first minifier keeps apart: 30 kB less. None of its unsafe options: they
 * turn functions that use `arguments` into arrows. A test compares what the built program finds with what its sources find.
 */
async function smaller(script: string, module: boolean): Promise<string> {
  const compress: JsMinifyOptions['compress'] = { ecma: 2022, passes: 3, pure_getters: true }
  // A script with any other characters than ASCII's is held as two bytes each, and takes longer to read on every start.
  const { code } = await minifyAgain(script, { compress, format: { asciiOnly: !module }, mangle: true, module, toplevel: true })
  return hoistStrings(code)
}

async function writeScripts(): Promise<void> {
  for (const name of readdirSync('dist').filter((file) => file.endsWith('.cjs'))) {
    writeFileSync(`dist/${name}`, await smaller(shortenExports(readFileSync(`dist/${name}`, 'utf8')), false))
  }
}

async function writeSpectral(): Promise<void> {
  writeFileSync('dist/spectral.mjs', await smaller(readFileSync('dist/spectral.mjs', 'utf8'), true))
}

/** What rules say for people alone. */
function writeProse(): void {
  for (const { file, fields } of Object.values(prose)) {
    const texts = Object.fromEntries(rules.map((rule) => [rule.id, Object.fromEntries(fields.map((name) => [name, rule[name]]))]))
    writeFileSync(`dist/${file}`, brotliCompressSync(JSON.stringify(texts)))
  }
}

/** Who imports us gets a module with names, whatever it can tell of a script. */
function writeModules(): void {
  const exported = createRequire(import.meta.url)('./dist/index.cjs') as object
  writeFileSync('dist/index.mjs', `import script from './index.cjs'\nexport const { ${Object.keys(exported).join(', ')} } = script\n`)
  writeFileSync('dist/eslint.mjs', "export { default } from './eslint.cjs'\n")
}

const program = defineConfig({
  name: 'program',
  entry: { cli: 'src/hosts/cli/main.ts', eslint: 'src/hosts/eslint/index.ts', index: 'src/index.ts' },
  // Scripts load faster than modules, and their compiled code can be kept between runs.
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  outDir: 'dist',
  dts: false,
  fixedExtension: true,
  // Half of what a run loads would be comments, white space and long names; the package has a limit, too.
  minify,
  plugins: [withoutProse(), withoutOtherYaml()],
  deps: { alwaysBundle: bundled },
  hooks: {
    'build:done': async () => {
      await writeScripts()
      writeLicences()
      writeProse()
      writeModules()
    },
  },
  // Every file loaded costs more than what is in it: what every command needs comes in one.
  outputOptions: {
    codeSplitting: {
      groups: [
        // Compiled code that imports at run time cannot be kept, so it stands apart.
        { name: 'import', priority: 1, test: /src\/hosts\/node\/config\/default-export/ },
        { name: 'start', priority: 1, test: /src\/(?:core\/hash|hosts\/cli\/kept-code|hosts\/node\/(?:disk\/(?:make-directory|put-in-place)|kept\/user-cache))\b/ },
        // What a check needs before it is known what there is to check: git is asked while the rest is loaded.
        {
          name: 'begin',
          priority: 1,
          test: /src\/(?:config\/configuration-file|engine\/(?:baseline|baseline-text|collect|content|fingerprint|snippet|together)|hosts\/(?:files|reason|type-use)|hosts\/cli\/(?:baseline|check|outputs|repository|working-directory)|hosts\/node\/(?:check|check\/(?:apply-baseline|baseline)|disk\/(?:blobs|change|disk|files|git|kinds|listing|snapshot)|kept\/cache-place)|reporters\/reporter)\.ts$/,
        },
        // Every check goes through the engine, which alone would come in twenty files, and brings in whatever it needs.
        { name: 'check', test: /src\/(?:engine\/|config\/read\.|hosts\/node\/check\/check-whole\.)/ },
        { name: 'core', priority: 1, test: /src\/(?:core|hosts\/cli\/(?:arguments|commands|run|terminal|version)|hosts\/node\/(?:config\/docs|disk\/paths)|reporters\/(?:formats|reporter))\b/ },
      ],
    },
  },
})

/** Declarations for who imports us, built apart: the program is cut into other files than they are. */
const declarations = defineConfig({
  name: 'declarations',
  entry: { eslint: 'src/hosts/eslint/index.ts', index: 'src/index.ts', spectral: 'src/hosts/spectral/index.ts' },
  format: 'esm',
  platform: 'node',
  outDir: 'dist',
  clean: false,
  // What is marked as internal is nobody's to lean on.
  dts: { emitDtsOnly: true, compilerOptions: { stripInternal: true } },
  fixedExtension: true,
  hooks: {
    'build:done': () => {
      shortenDeclarations('dist')
    },
  },
  // Own rules on source speak of its tree in these types; whoever writes them in TypeScript has them installed.
  deps: { neverBundle: [/^@(?:stoplight|typescript-eslint)\//, 'typescript'] },
})

/**
 * One file that imports nothing and that older parsers can read: Spectral bundles rulesets anew with its own tools, and in its
 * editor extension there is nobody to import from.
 */
const spectral = defineConfig({
  name: 'spectral',
  entry: { spectral: 'src/hosts/spectral/index.ts' },
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  outDir: 'dist',
  // The program is built beside it and has cleaned up.
  clean: false,
  dts: false,
  fixedExtension: true,
  // Parsed once more by Spectral whenever it starts.
  minify,
  inputOptions: { resolve: { mainFields: ['module', 'main'] } },
  // Spectral shows a rule's title and the address of its page.
  plugins: [withYamlWithin(), withoutProse(), withoutOtherYaml()],
  deps: { alwaysBundle: bundled, neverBundle: [/^@stoplight\//] },
  hooks: { 'build:done': writeSpectral },
})

export default [program, declarations, spectral]
