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
  outputOptions: {
    codeSplitting: {
      groups: [
        { name: 'core', test: /src\/(core|reporters|docs)|hosts\/(cli|node)\/(arguments|commands|terminal|docs|paths|version|run)/ },
      ],
    },
  },
})
