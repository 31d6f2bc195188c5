import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { Area } from '../../src/project/layers/architecture.ts'
import type { Module } from '../../src/project/graph/graph.ts'
import { directoryOf, nameOf } from '../../src/project/graph/paths.ts'
import type { Project } from '../../src/project/project.ts'
import { layerStatusOf } from '../../src/project/layers/layer-status.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Every module belongs to a layer, and every layer has modules',
  why: 'Modules in no layer may import anything and be imported by anything, so the architecture ends there. A layer that matches nothing checks nothing, but looks as if it did.',
  fix: 'Move the modules into the layer whose work they do, or match them in `architecture.layers` in the configuration. Correct the globs of a layer that matches nothing.',
  presets: { strict: 'error' },
  checklist: ['ARC-3'],
  references: ['ArchUnit: rules that check nothing fail'],
  silentOn: [
    'wiring, migrations, tests, and what all layers share: types, helpers, configuration, middleware',
    'packages in which no architecture was recognised',
    'components and pages (`.tsx`, `.jsx`), unless layers are configured',
    'in ESLint, layers that match nothing: they are in the configuration, which `setsquare check` reports on and ESLint does not lint',
    'packages whose inferred architecture covers most modules: nobody has promised to place the rest',
  ],
  lesser: ['folder', 'package'],
  messages: {
    folder: "{{names}} of '{{folder}}' belong{{s}} to no layer, so nothing is checked there. Move the modules into a layer, or configure which layer this is.",
    package:
      'Only {{placed}} of {{total}} modules of this package belong to a layer ({{architecture}}, as inferred); most of the others are in {{folders}}. Place the rest in the configuration: `setsquare explain architecture` shows it.',
    unmatched: "The layer '{{layer}}' matches no file, so nothing is checked for it. Correct its definition, or remove it.",
  },
  examples: {
    bad: [
      {
        title: 'a folder in no layer',
        settings: {
          architecture: {
            layers: [
              { name: 'web', files: ['src/web/**'], mayImport: ['core'] },
              { name: 'core', files: ['src/core/**'], mayImport: [] },
            ],
          },
        },
        code: {
          'src/web/orders.ts': "import { place } from '../core/orders'\n\nexport const post = place\n",
          'src/core/orders.ts': 'export const place = () => 1\n',
          'src/billing/invoice.ts': "import { post } from '../web/orders'\n\nexport const invoice = post\n",
        },
      },
    ],
    good: [
      {
        title: 'every folder in a layer; helpers need none',
        settings: {
          architecture: {
            layers: [
              { name: 'web', files: ['src/web/**'], mayImport: ['core'] },
              { name: 'core', files: ['src/core/**', 'src/billing/**'], mayImport: [] },
            ],
          },
        },
        code: {
          'src/web/orders.ts': "import { place } from '../core/orders'\n\nexport const post = place\n",
          'src/core/orders.ts': 'export const place = () => 1\n',
          'src/billing/invoice.ts': "import { place } from '../core/orders'\n\nexport const invoice = place\n",
          'src/utils/dates.ts': 'export const today = () => new Date()\n',
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      const { unmatched, configuredIn } = unit.architecture
      if (configuredIn !== undefined) for (const layer of unmatched) report({ file: configuredIn }, 'unmatched', { layer })
      for (const area of unit.architecture.areas) {
        const unplaced = unplacedIn(unit, area)
        const folders = [...groupBy(unplaced, ({ file }) => directoryOf(file))].sort(([, a], [, b]) => b.length - a.length)
        const first = folders[0]?.[1][0]
        if (first === undefined) continue
        if (area.origin === 'configured') {
          for (const [folder, modules] of folders) {
            const [example] = modules
            if (example === undefined) continue
            const names = namesOf(modules.map(({ file }) => nameOf(file)))
            report({ file: example.file }, 'folder', { names, folder: unit.nameOf(folder), s: modules.length === 1 ? 's' : '' })
          }
        } else {
          const placed = area.modules.filter((module) => unit.architecture.placementOf(module) !== undefined).length
          const total = placed + unplaced.length
          if (area.name === undefined || placed * 2 >= total) continue
          const named = folders.slice(0, mostFolders).map(([folder]) => `'${unit.nameOf(folder)}'`)
          report({ file: first.file }, 'package', { placed, total, architecture: area.name, folders: named.join(', ') })
        }
      }
    },
  }),
})

const mostFolders = 3

function unplacedIn(unit: Project, area: Area): Module[] {
  if (area.name === undefined) return []
  const isInLayer = (module: Module): boolean => unit.architecture.placementOf(module) !== undefined
  // Components only count if the team has configured the layers, and so may mean them too.
  const isMeant = ({ file }: Module): boolean => area.origin === 'configured' || !/\.[jt]sx$/.test(file)
  return area.modules.filter((module) => isMeant(module) && layerStatusOf(module, area.directory, isInLayer, unit.roles) === 'unplaced')
}

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, mostFolders).map((name) => `'${name}'`)
  const more = names.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(' and ')
}
