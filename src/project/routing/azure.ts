import { asList, asString, field } from '../../core/json.ts'
import { azureSettings } from '../../source/models/cloud-functions.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { parseJsonc } from '../graph/jsonc.ts'
import { directoryOf, nameOf } from '../graph/paths.ts'
import { joinRoutes } from './route-paths.ts'

/** The prefix of the routes in an application of Azure Functions; undefined for modules of other packages. */
export function azurePrefix(graph: Graph, { file }: Module): string | undefined {
  const [settings] = graph.textsBeside(file, [azureSettings.file])
  if (settings === undefined) return undefined
  return asString(field(field(field(parseJsonc(settings.text), 'extensions'), 'http'), 'routePrefix')) ?? azureSettings.prefix
}

/** A function as `function.json` describes it. */
export interface DescribedFunction {
  /** The directory of the description. */
  readonly folder: string
  /** The script as written, without extension: `../dist/list/index`. */
  readonly script: string
  /** The name of the export, if it is stated. */
  readonly entry?: string
  readonly methods: readonly string[]
  readonly path: string
}

/** The function with an HTTP trigger that is described beside a module, in an application of Azure Functions. */
export function functionBeside(graph: Graph, module: Module): DescribedFunction | undefined {
  const prefix = azurePrefix(graph, module)
  // Beside the module, or in a folder of the same name beside `src`, from where `scriptFile` leads to what is compiled.
  const names = [azureSettings.trigger, `${nameOf(directoryOf(module.file))}/${azureSettings.trigger}`]
  const [description] = prefix === undefined ? [] : graph.textsAround(module.file, names)
  if (prefix === undefined || description === undefined) return undefined
  const settings = parseJsonc(description.text)
  const trigger = asList(field(settings, 'bindings')).find((binding) => asString(field(binding, 'type'))?.toLowerCase() === 'httptrigger')
  if (trigger === undefined) return undefined
  const folder = directoryOf(description.file)
  const methods = asList(field(trigger, 'methods')).flatMap((method) => asString(method) ?? [])
  // `{id:int?}` restricts and `{*rest}` collects.
  const route = (asString(field(trigger, 'route')) ?? nameOf(folder)).replaceAll(/\{\*?(\w+)(?:[:?][^{}]*)?\}/g, '{$1}')
  const entry = asString(field(settings, 'entryPoint'))
  return {
    folder,
    script: (asString(field(settings, 'scriptFile')) ?? 'index').replace(/\.[cm]?[jt]s$/, ''),
    ...(entry !== undefined && { entry }),
    methods: methods.length === 0 ? ['any'] : methods,
    path: joinRoutes(prefix, route),
  }
}
