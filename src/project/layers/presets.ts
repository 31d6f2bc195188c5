import type { LayerPreset } from '../../core/settings.ts'
import type { Role } from '../../source/models/roles.ts'

/** What a layer is for, independent of its name. */
export type LayerKind = 'entry' | 'application' | 'domain' | 'port' | 'model' | 'persistence' | 'infrastructure'

/** A layer of a preset, as data. */
export interface PresetLayer {
  readonly name: string
  readonly kind: LayerKind
  /** Roles whose modules belong to this layer, wherever they are. */
  readonly roles: readonly Role[]
  /** Folders whose modules belong to this layer, in lower case. `adapters/in` is a folder within a folder, and `data-access` matches `DataAccess` too. */
  readonly folders: readonly string[]
  readonly mayImport: readonly string[]
  /** The layer through which it has to reach the others. Bypassing it is a violation only if it is in use. */
  readonly through?: string
  /** The reason for the boundary. */
  readonly because: string
}

/** An architecture that is known by name. */
export interface Preset {
  readonly name: LayerPreset
  readonly layers: readonly PresetLayer[]
  /** Folders take precedence over file names: `domain/services/price.service.ts` is domain. */
  readonly foldersFirst: boolean
}

// Neither `routes` nor `models`: teams put whole features in the former and business rules in the latter, and files that register routes or
// map tables are recognized anyway.
const entryFolders = ['controllers', 'controller', 'resolvers', 'resolver']
const serviceFolders = ['services', 'service', 'use-cases', 'interactors', 'business-logic', 'business', 'bll']
const repositoryFolders = ['repositories', 'repository', 'repos', 'dao', 'daos', 'data-access', 'dal']
const entityFolders = ['domain', 'entities', 'entity']

const controllerFirst =
  'Controllers translate requests and leave the work to services, so that it can be reused and tested without HTTP'
const layered: readonly PresetLayer[] = [
  {
    name: 'controller',
    kind: 'entry',
    roles: ['controller'],
    folders: entryFolders,
    mayImport: ['service', 'model'],
    through: 'service',
    because: controllerFirst,
  },
  {
    name: 'service',
    kind: 'application',
    roles: ['service'],
    folders: serviceFolders,
    mayImport: ['repository', 'model'],
    because: 'Services hold the business logic and must not know who calls them',
  },
  {
    name: 'repository',
    kind: 'persistence',
    roles: ['repository'],
    folders: repositoryFolders,
    mayImport: ['model'],
    because: 'Repositories only read and store; other layers call them, not the other way round',
  },
  {
    name: 'model',
    kind: 'model',
    roles: ['entity'],
    folders: entityFolders,
    mayImport: [],
    because: 'All layers share the models, so models depend on none of them',
  },
]

const domainBecause = 'Everything else depends on the domain: it must not know how it is stored, served or orchestrated'
const applicationBecause = 'Use cases depend on the domain and on interfaces; infrastructure implements those and is passed in'
const infrastructureBecause = 'Infrastructure serves the inner layers and must not know who presents the result'

/** Everything in the domain folder is domain: interfaces of repositories, domain services, entities. */
const domainFolders = [
  'domain',
  ...['entities', 'repositories', 'repository', 'services', 'service', 'use-cases', 'persistence', 'adapters'].map((name) => `domain/${name}`),
  ...['src/entities', 'enterprise/entities'],
  // The core of an onion architecture.
  ...['entities', 'repositories', 'model', 'models', 'contracts', 'interfaces'].map((name) => `core/${name}`),
]

/** `persistence` is separate from `infrastructure`, because a controller may use a logger or a guard, but no repository. */
const clean: readonly PresetLayer[] = [
  {
    name: 'presentation',
    kind: 'entry',
    roles: ['controller'],
    folders: ['presentation', 'controllers', 'resolvers', 'adapters/presenters', 'ui', 'delivery', 'interface-adapters', 'interfaces/http', 'interfaces/rest'],
    mayImport: ['application', 'domain', 'infrastructure'],
    through: 'application',
    because: 'Presentation goes through use cases, so that other entry points can reuse what it does',
  },
  {
    name: 'application',
    kind: 'application',
    roles: ['service'],
    folders: ['application', 'use-cases', 'interactors', 'core/services', 'application/repositories', 'application/services', 'application/adapters'],
    mayImport: ['domain'],
    because: applicationBecause,
  },
  { name: 'domain', kind: 'domain', roles: [], folders: domainFolders, mayImport: [], because: domainBecause },
  {
    name: 'persistence',
    kind: 'persistence',
    roles: ['repository'],
    folders: ['persistence', 'repositories', 'data-access', 'adapters/gateways', 'interface-adapters/gateways'],
    mayImport: ['application', 'domain', 'infrastructure'],
    because: infrastructureBecause,
  },
  {
    name: 'infrastructure',
    kind: 'infrastructure',
    roles: [],
    folders: ['infrastructure', 'infra', 'adapters', 'src/gateways', 'frameworks', 'external'],
    // Presentation too: many count the web server as infrastructure, and it starts the presentation.
    mayImport: ['presentation', 'application', 'domain', 'persistence'],
    because: infrastructureBecause,
  },
]

const hexagonal: readonly PresetLayer[] = [
  {
    name: 'driving adapter',
    kind: 'entry',
    roles: ['controller'],
    folders: ['adapters/in', 'adapter/in', 'driving', 'primary', 'inbound', 'controllers', 'resolvers'],
    mayImport: ['port', 'application', 'domain', 'adapter'],
    through: 'application',
    because: 'Driving adapters call the ports of the application, so that what is behind them can be replaced',
  },
  {
    name: 'port',
    kind: 'port',
    roles: [],
    folders: ['ports', 'port'],
    mayImport: ['application', 'domain'],
    because: 'Ports are interfaces of the core and know no adapter',
  },
  {
    name: 'application',
    kind: 'application',
    roles: ['service'],
    folders: ['application', 'use-cases', 'interactors', 'core/services', 'hexagon/services', 'src/services'],
    mayImport: ['port', 'domain'],
    because: applicationBecause,
  },
  { name: 'domain', kind: 'domain', roles: [], folders: domainFolders, mayImport: ['port'], because: domainBecause },
  {
    name: 'driven adapter',
    kind: 'persistence',
    roles: ['repository'],
    folders: ['adapters/out', 'adapter/out', 'driven', 'secondary', 'outbound', 'persistence', 'repositories'],
    mayImport: ['port', 'application', 'domain', 'adapter'],
    because: 'Driven adapters must not know who drives them',
  },
  {
    name: 'adapter',
    kind: 'infrastructure',
    roles: [],
    folders: ['adapters', 'adapter', 'infrastructure'],
    mayImport: ['port', 'application', 'domain', 'driving adapter', 'driven adapter'],
    because: 'Adapters are outside the core',
  },
]

/** The architectures that are known by name. */
export const presets: { readonly [Name in LayerPreset]: Preset } = {
  layered: { name: 'layered', layers: layered, foldersFirst: false },
  'feature-first': { name: 'feature-first', layers: layered, foldersFirst: false },
  nest: { name: 'nest', layers: layered, foldersFirst: false },
  clean: { name: 'clean', layers: clean, foldersFirst: true },
  hexagonal: { name: 'hexagonal', layers: hexagonal, foldersFirst: true },
}

/**
 * The layers of a preset for a package.
 * @param keepsDomain true if the package separates domain and infrastructure. Nest modules may do so, and then have the layers of a clean
 * architecture
 */
export function layersOf(preset: LayerPreset, keepsDomain: boolean): Preset {
  return preset === 'nest' && keepsDomain ? presets.clean : presets[preset]
}

/** The kind of a team's own layer, by its name; undefined if the name is unknown. */
export function kindOfName(name: string): LayerKind | undefined {
  return kindNames.get(name.toLowerCase().replace(/[\s_]+/g, '-').replace(/s$/, ''))
}

/** Without the `s` of the plural: `entities`, `repositories`. */
const kindNames: ReadonlyMap<string, LayerKind> = new Map([
  ...named('entry', ['presentation', 'controller', 'web', 'http', 'api', 'delivery', 'driving-adapter', 'primary-adapter']),
  ...named('application', ['application', 'app', 'service', 'use-case', 'usecase', 'interactor']),
  ...named('domain', ['domain', 'domain-model', 'core-domain']),
  ...named('port', ['port']),
  ...named('model', ['model', 'entity', 'entitie']),
  ...named('persistence', ['persistence', 'repository', 'repositorie', 'storage', 'database', 'driven-adapter', 'secondary-adapter']),
  ...named('infrastructure', ['infrastructure', 'infra', 'adapter']),
])

function named(kind: LayerKind, names: readonly string[]): (readonly [string, LayerKind])[] {
  return names.map((name) => [name, kind])
}
