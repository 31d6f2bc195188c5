import { asObject, asString, field } from '../src/core/json.ts'
import type { Rule } from '../src/core/rule.ts'
import { table } from '../src/docs/markdown.ts'
import { sampleSize } from './precision-sample.ts'

/** What a reader of a rule's sample found. */
export interface Judgement {
  /** The seed of the sample. */
  readonly seed: number
  /** Findings of the rule over the corpora: as a check with preset `all` reports them, each once, however many places it stands for. */
  readonly found: number
  readonly sampled: number
  /** The fingerprint of the findings that were read. */
  readonly sample: string
  /** Findings in the sample that nobody would fix. */
  readonly wrong: number
  /** What the wrong ones were, and what was done about them. */
  readonly notes: string
}

/** docs/precision.json: judgements by rule id, and what they were drawn from. */
export interface PrecisionRecord {
  /** The corpora, a line each, so that anyone can fetch the same. */
  readonly corpora: readonly string[]
  readonly rules: { readonly [id: string]: Judgement }
}

/** How many wrong findings a sample of thirty may hold. */
const allowedWrong = { recommended: 1, strict: 2 } as const

/** The preset that a rule's limit goes by: one in `recommended` is met by people who have not asked for it. */
function presetOf({ presets }: PrecisionRule): keyof typeof allowedWrong {
  return presets.recommended === undefined ? 'strict' : 'recommended'
}

/** What is to be done about the record: rules that nobody has judged, and those that are wrong too often. */
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
 * @throws where a field is missing or cannot be true: more wrong than read, or not all read that the sample has
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

/** What the table needs to know of a rule. */
export type PrecisionRule = Pick<Rule, 'id' | 'presets'>

/**
 * The page docs/precision.md.
 * @param record the judgements
 * @param rules every rule there is: those without a judgement are listed as not judged
 * @returns Markdown
 * @throws where a judgement names no rule
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
    `For each rule a random sample of its findings over real contracts and real code, read one by one. A finding is wrong where
nobody who knows the API or the code would change anything. In \`recommended\` a rule may have ${allowedWrong.recommended} wrong one in thirty, in
\`strict\` ${allowedWrong.strict}; a test holds this table to that.`,
    `Found are the findings that \`setsquare check --preset all\` reports over the corpora, each contract and each repository checked by itself, without
Spectral. A finding that stands for several places is one, and is read by its first place and its message. Read are ${sampleSize} of them, or all where there are fewer:
those that come first by a hash of the seed and of what identifies a finding. The sample's fingerprint tells whether a run draws what was read.`,
    'The findings come from:',
    record.corpora.map((line) => `- ${line}`).join('\n'),
    'To repeat it (the second command prints a sample, the third says which rows of this table no longer tell what is found):',
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
