import { apisOfRoutes } from '../api/code.ts'
import { api } from '../api/subject.ts'
import { groupBy } from '../core/group.ts'
import { target } from '../engine/target.ts'
import type { Target } from '../engine/target.ts'
import type { Judgement } from './conclude.ts'
import type { Project } from '../project/project.ts'
import { project as projectSubject } from '../project/subject.ts'

/**
 * The units that rules check in a project: the code as a whole, and the APIs that its packages serve.
 * @param judgement tells which of them have rules
 */
export function projectTargets(project: Project, judgement: Pick<Judgement, 'concerns'>): Target[] {
  const whole = judgement.concerns(projectSubject) ? [target(projectSubject, project)] : []
  return judgement.concerns(api) ? [...whole, ...apisOf(project)] : whole
}

function apisOf(project: Project): Target[] {
  const apis = [...groupBy(project.routes, ({ file }) => project.packageOf(file))].flatMap(([area, routes]) =>
    apisOfRoutes({
      routes,
      answersOf: (route) => project.answersOf(route),
      wholeListOf: (route) => project.wholeListOf(route),
      errorAnswers: project.errorAnswers(area),
    }),
  )
  return apis.map((model) => target(api, model))
}
