import { asList, asObject, asString, field, valueAt } from '../../core/json.ts'
import { parseDocument } from '../../documents/parse.ts'
import type { Graph } from '../graph/graph.ts'
import { directoryOf, joinPath } from '../graph/paths.ts'

/** `${file(functions/users.yml):list}` */
const reference = /^\$\{file\(([^()$]+)\)(?::([\w.-]+))?\}$/
/** `${self:custom.base}`, with or without a default. */
const ownSetting = /\$\{self:([\w.-]+)(?:,[^${}]*)?\}/g
/** Files that refer to each other lead in circles, and settings that contain each other twice grow. */
const maxSteps = 4

/**
 * The functions in a file of the Serverless Framework, one by one: also those in other files, with the settings of the file itself filled in.
 * Other variables are left as they are.
 */
export function describedFunctions(graph: Graph, file: string, settings: unknown): readonly unknown[] {
  const read = (value: unknown, steps = 0): unknown => {
    const [, name, path] = reference.exec(asString(value)?.trim() ?? '') ?? []
    if (name === undefined || steps > maxSteps) return value
    const target = joinPath(directoryOf(file), name.trim())
    const found = graph.textsAround(file, [name.trim()]).find((one) => one.file === target)
    const document = found && parseDocument(target, found.text).value
    return read(path === undefined ? document : valueAt(document, path.split('.')), steps + 1)
  }
  const filled = (value: unknown, steps = 0): unknown => {
    if (steps > 2 * maxSteps) return value
    const text = asString(value)
    if (text !== undefined) {
      const known = text.replace(ownSetting, (all, path: string) => asString(valueAt(settings, path.split('.'))) ?? all)
      return known === text || steps > maxSteps ? text : filled(known, steps + 1)
    }
    if (Array.isArray(value)) return value.map((one) => filled(one, steps + 1))
    const fields = asObject(value)
    return fields === undefined ? value : Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, filled(one, steps + 1)]))
  }
  const functions = read(field(settings, 'functions'))
  // `functions: [${file(users.yml)}, ${file(orders.yml)}]`
  const groups = Array.isArray(functions) ? asList(functions).map((one) => read(one)) : [functions]
  return groups.flatMap((group) => Object.values(asObject(group) ?? {}).map((one) => filled(read(one))))
}
