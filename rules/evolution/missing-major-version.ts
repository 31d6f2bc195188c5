import { evolution } from '../../src/api/evolution/subject.ts'
import { isNewMajor, nextMajor, versionOf } from '../../src/api/evolution/version.ts'
import { counted } from '../../src/core/counted.ts'
import { defineRule } from '../../src/core/rule.ts'

const contract = (version: string, path: string): string => `openapi: 3.0.3\ninfo: { title: Orders, version: ${version} }\npaths:\n  ${path}:\n    get: { responses: { '200': { description: The orders } } }\n`

export default defineRule({
  subject: evolution,
  title: 'Breaking changes come in a new major version',
  why: 'Clients and generators trust that they can update within a major version.',
  fix: 'Undo what breaks clients, or raise the major version in `info.version`, or in the paths or servers. In a new major version all findings about changes count a step less.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-14'],
  references: ['Semantic Versioning 2.0.0'],
  silentOn: ['changes of which no finding is an error, after suppressions', 'versions without a number, and versions that are not yet released (`beta`, `rc`)', 'another minor version before 1.0, and another date where versions are dates'],
  messages: {
    same: '{{changes}}, but the version is still {{version}}: this needs a new one ({{next}}).',
    minor: '{{changes}}, but the version after {{was}} is {{version}}: this needs a new major version ({{next}}).',
  },
  examples: {
    bad: [{ code: { 'base.yaml': contract('1.4.0', '/orders'), 'head.yaml': contract('1.5.0', '/purchases') } }],
    good: [{ code: { 'base.yaml': contract('1.4.0', '/orders'), 'head.yaml': contract('2.0.0', '/purchases') } }],
  },
  check: ({ report }) => ({
    Verdict({ base, head, breaking }) {
      if (isNewMajor(base, head) !== false) return
      const [was, version] = [versionOf(base), versionOf(head)]
      const info = head.contract.root.child('info')
      const at = info.child('version').exists ? info.child('version').at : info.atKey
      const related = [{ place: base.at, message: 'the earlier version' }]
      const data = { changes: counted(breaking, 'breaking change'), version, was, next: nextMajor(was) }
      report(at, was === version ? 'same' : 'minor', data, related)
    },
  }),
})
