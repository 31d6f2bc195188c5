import { add } from '../../core/fix.ts'
import { asList, asString, field } from '../../core/json.ts'
import { joinPath } from '../../core/paths.ts'
import { parseDocument } from '../../documents/parse.ts'
import { writeField } from '../../documents/editing/write.ts'
import { disk } from '../node/disk/disk.ts'
import { creation, edited, nothingToDo } from './change.ts'
import type { Plan } from './change.ts'
import { checkCommand, githubWorkflow, gitlabJob } from './recipes.ts'
import type { Repository } from './repository.ts'

/** Plans how the project's CI is to check each change. */
export function planCi(repository: Repository, version: string): Plan {
  const plans = repository.ci.map(({ name, because }) => {
    if (name === 'GitHub Actions') return planGitHub(repository, version)
    if (name === 'GitLab CI') return planGitLab(repository, version)
    return repository.textOf(because)?.includes('setsquare') === true ? nothingToDo : other(name, because, repository, version)
  })
  return { changes: plans.flatMap(({ changes }) => changes), tasks: plans.flatMap(({ tasks }) => tasks) }
}

function planGitHub(repository: Repository, version: string): Plan {
  const directory = '.github/workflows'
  const workflows = disk.namesIn(joinPath(repository.root, directory)).filter((name) => /\.ya?ml$/.test(name))
  if (workflows.some((name) => repository.textOf(`${directory}/${name}`)?.includes('setsquare') === true)) return nothingToDo
  const text = githubWorkflow(repository.manager, version)
  return { changes: [creation(`${directory}/setsquare.yml`, 'checks each pull request', text)], tasks: [] }
}

function planGitLab(repository: Repository, version: string): Plan {
  const path = '.gitlab-ci.yml'
  const purpose = 'checks each merge request'
  const before = repository.textOf(path)
  if (before?.includes('setsquare') === true) return nothingToDo
  const parsed = before === undefined ? undefined : parseDocument(path, before)
  const stages = asList(field(parsed?.value, 'stages')).flatMap((stage) => asString(stage) ?? [])
  // A job without a stage belongs to `test`, which need not exist in a pipeline that defines its own stages.
  const stage = stages.length === 0 || stages.includes('test') ? undefined : (['lint', 'verify', 'check', 'quality'].find((name) => stages.includes(name)) ?? stages[0])
  const job = gitlabJob(repository.manager, version, stage)
  const written = `${writeField('setsquare', job, { format: 'yaml', quote: 'plain', flow: false }).join('\n')}\n`
  if (before === undefined) return { changes: [creation(path, purpose, written)], tasks: [] }
  const change = edited(path, purpose, before, [add({ file: path, pointer: [] }, 'setsquare', job)])
  if (change !== undefined) return { changes: [change], tasks: [] }
  return { changes: [], tasks: [{ what: `To check each merge request in GitLab, add this to ${path} (init does not edit files of its form):`, text: written }] }
}

function other(name: string, file: string, { manager }: Repository, version: string): Plan {
  return { changes: [], tasks: [{ what: `To check each change in ${name}, add this step to ${file} (Node 20.19 or later):`, text: checkCommand(manager, version) }] }
}
