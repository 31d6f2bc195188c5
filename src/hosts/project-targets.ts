import { apisOfRoutes } from '../api/code.ts'
import { api } from '../api/subject.ts'
import { groupBy } from '../core/group.ts'
import { target } from '../engine/target.ts'
import type { Target } from '../engine/target.ts'
import type { UnitChecker } from './unit-checker.ts'
import type { Project } from '../project/project.ts'
import { sentSecretsOf } from '../project/routing/sent-secrets.ts'
import { applicationIn } from '../project/services/served-parts.ts'
import { leakedAnswers } from '../project/services/thrown.ts'
import { project as projectSubject } from '../project/subject.ts'

/**
 * The units that rules check in a project: the code as a whole, and the APIs that its packages serve.
 * @param checker tells which of them have rules
 */
export function projectTargets(project: Project, checker: Pick<UnitChecker, 'concerns'>): Target[] {
  const whole = checker.concerns(projectSubject) ? [target(projectSubject, project)] : []
  return checker.concerns(api) ? [...whole, ...apisOf(project)] : whole
}

function apisOf(project: Project): Target[] {
  const apis = [...groupBy(project.routes, ({ file }) => project.packageOf(file))].flatMap(([area, routes]) => {
    return apisOfRoutes({
      routes,
      answersOf: (route) => project.answersOf(route),
      wholeListOf: (route) => {
        const list = project.wholeListOf(route)
        return list?.mayBePaged === true ? undefined : list
      },
      sentSecretsOf: (route) => sentSecretsOf(project.graph, route),
      errorAnswers: project.errorAnswers(area),
      leakedAnswers: leakedAnswers(project, area),
      apiOf: applicationIn(project, area),
    })
  })
  return apis.map((model) => target(api, model))
}
