import { asObject, asString, field } from '../src/core/json.ts'
import type { Rule } from '../src/core/rule.ts'
import { table } from '../src/docs/markdown.ts'
import { sampleSize } from './precision-sample.ts'

/** The judgement of a rule's sample. */
export interface Judgement {
  /** The seed of the sample. */
  readonly seed: number
  /** The number of findings of the rule over the corpora with preset `all`. A group counts as one. */
  readonly found: number
  readonly sampled: number
  /** The fingerprint of the findings that were read. */
  readonly sample: string
  /** The number of findings in the sample that nobody would fix. */
  readonly wrong: number
  /** What the wrong ones were, and what was done about them. */
  readonly notes: string
}

/** docs/precision.json: judgements by rule id, and the corpora. */
export interface PrecisionRecord {
  /** The corpora, a line for each, precise enough to fetch the same. */
  readonly corpora: readonly string[]
  readonly rules: { readonly [id: string]: Judgement }
}

/** The limit of wrong findings in a sample of thirty. */
const allowedWrong = { recommended: 1, strict: 2 } as const

/** The preset that determines a rule's limit. */
function presetOf({ presets }: PrecisionRule): keyof typeof allowedWrong {
  return presets.recommended === undefined ? 'strict' : 'recommended'
}

/** Complaints about the record: rules that have not been judged, and those that are wrong too often. */
export function complaintsAbout(record: PrecisionRecord, rules: readonly PrecisionRule[]): string[] {
  return rules.flatMap((rule) => {
    const judgement = record.rules[rule.id]
    if (judgement === undefined) return [`${rule.id} has not been judged`]
    const allowed = allowedWrong[presetOf(rule)]
    return judgement.wrong <= allowed ? [] : [`${rule.id} is wrong ${judgement.wrong} times in ${judgement.sampled}, and may be ${allowed} times`]
  })
}

/**
 * Checks the shape of docs/precision.json.
 * @param value the parsed file
 * @throws if a field is missing or impossible: more findings wrong than read, or fewer read than the sample has
 */
export function parsePrecision(value: unknown): PrecisionRecord {
  const corpora = field(value, 'corpora')
  if (!Array.isArray(corpora) || !corpora.every((line) => typeof line === 'string'))
    throw new Error("docs/precision.json wants a list of texts in 'corpora'")
  const rules = Object.entries(asObject(field(value, 'rules')) ?? {}).map(
    ([id, judgement]) => [id, parseJudgement(id, judgement)] as const,
  )
  return { corpora, rules: Object.fromEntries(rules) }
}

function parseJudgement(id: string, value: unknown): Judgement {
  const count = (name: string): number => {
    const number = field(value, name)
    if (typeof number !== 'number' || !Number.isInteger(number) || number < 0)
      throw new Error(`docs/precision.json, ${id}: '${name}' wants a count`)
    return number
  }
  const judgement = {
    seed: count('seed'),
    found: count('found'),
    sampled: count('sampled'),
    sample: asString(field(value, 'sample')) ?? '',
    wrong: count('wrong'),
    notes: asString(field(value, 'notes')) ?? '',
  }
  const { found, sampled, sample, wrong } = judgement
  if (wrong > sampled) throw new Error(`docs/precision.json, ${id}: more wrong than read`)
  if (sampled !== Math.min(found, sampleSize)) throw new Error(`docs/precision.json, ${id}: of ${found} findings ${Math.min(found, sampleSize)} are to be read, and not ${sampled}`)
  if (!/^[0-9a-f]{8}$/.test(sample)) throw new Error(`docs/precision.json, ${id}: 'sample' wants the fingerprint of what was read`)
  return judgement
}

/** The part of a rule that the table needs. */
export type PrecisionRule = Pick<Rule, 'id' | 'presets'>

/**
 * The page docs/precision.md.
 * @param record the judgements
 * @param rules all rules; those without a judgement are listed as not judged
 * @returns Markdown
 * @throws if a judgement is of an unknown rule
 */
export function renderPrecision(record: PrecisionRecord, rules: readonly PrecisionRule[]): string {
  const unknown = Object.keys(record.rules).find((id) => !rules.some((rule) => rule.id === id))
  if (unknown !== undefined) throw new Error(`docs/precision.json judges '${unknown}', and there is no such rule`)
  const byId = [...rules].sort((left, right) => (left.id < right.id ? -1 : 1))
  const rows = byId.flatMap((rule) => {
    const judgement = record.rules[rule.id]
    return judgement === undefined ? [] : [rowOf(rule, judgement)]
  })
  const missing = byId.filter(({ id }) => record.rules[id] === undefined).map(({ id }) => `\`${id}\``)
  return [
    '# Precision',
    `For each rule, a random sample of its findings over real contracts and real code was read one by one. A finding is wrong if nobody who knows the API
or the code would change anything. A rule in \`recommended\` may have ${allowedWrong.recommended} wrong finding in thirty, one in \`strict\` ${allowedWrong.strict}; a test enforces that.`,
    `*Found* is the number of findings of \`setsquare check --preset all\` over the corpora, with each contract and each repository checked by itself, without
Spectral. A finding about several places counts as one, and is judged by its first place and its message. *Read* is the size of the sample: ${sampleSize}, or all
findings if there are fewer, chosen by a hash of the seed and the place of the finding. *Sample* is a hash of the places that were read.`,
    'The findings come from:',
    record.corpora.map((line) => `- ${line}`).join('\n'),
    'To repeat it (the second command prints a sample, the third lists the rows that are out of date):',
    repeat,
    table(['Rule', 'Preset', 'Found', 'Read', 'Wrong', 'Seed', 'Sample', 'Notes'], rows),
    ...(missing.length > 0 ? [`Not judged: ${missing.join(', ')}.`] : []),
  ]
    .join('\n\n')
    .concat('\n')
}

const repeat = `\`\`\`sh
npm run corpus -- --contracts <dir> --code <dir> --preset all --out findings.jsonl
npm run precision -- --findings findings.jsonl --rule <id> --seed <seed>
npm run precision -- --findings findings.jsonl --check
\`\`\``

function rowOf(rule: PrecisionRule, { found, sampled, sample, wrong, seed, notes }: Judgement): string[] {
  return [`[${rule.id}](rules/${rule.id}.md)`, presetOf(rule), String(found), String(sampled), String(wrong), String(seed), sample, notes.replaceAll('\n', ' ')]
}
