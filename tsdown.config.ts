import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: { cli: 'src/hosts/cli/main.ts', index: 'src/index.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  outDir: 'dist',
  // Declarations for programs only: nobody imports the command line.
  dts: { entry: 'src/index.ts' },
  fixedExtension: true,
  // Readable in a stack trace, and parsed hardly slower.
  minify: false,
  // Small and pure: finding them in node_modules costs more than all they do. Everything else is installed beside us.
  deps: { alwaysBundle: ['chalk', 'js-yaml', 'picomatch', 'pluralize'] },
  // Every file loaded costs more than what is in it: what every command needs comes in one.
  outputOptions: {
    codeSplitting: {
      groups: [{ name: 'core', test: /src\/(?:core|hosts\/cli\/(?:arguments|commands|run|terminal|version)|hosts\/node\/(?:docs|paths)|reporters\/(?:formats|reporter))\b/ }],
    },
  },
})
