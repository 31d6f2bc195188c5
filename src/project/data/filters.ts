import type { Flow } from '../../source/security/flows.ts'
import type { Project } from '../project.ts'

/** Signs that a program removes or refuses operators in requests. */
const removal = ['sanitizeFilter', "startsWith('$')", '/^\\$/', "query parser', 'simple'"]

/** Request data in the filters of MongoDB's queries, unless the program removes operators from it. */
export function clientFilters(project: Project): Flow[] {
  const flows = project.sql.flows().filter(
    ({ kind, file, value, method }) =>
      kind === 'filter' &&
      ![...project.dependenciesOf(file)].some((name) => /mongo.*saniti/.test(name)) &&
      // Express 4 makes objects of `name[$ne]=`; Express 5 and other frameworks do not. With all of a query string, clients choose the names of
      // fields. Code and JSON are texts to all of them.
      (method === '$where' || !/^(?!JSON).*\bquery\./.test(value) || /^\D?[34]/.test(project.versionOf(file, 'express') ?? '')),
  )
  const isSafe = flows.length > 0 && [...project.graph.modules.values()].some(({ late }) => removal.some((sign) => late.mentions(sign)))
  return isSafe ? [] : flows
}
