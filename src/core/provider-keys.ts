import { anyOf } from './any-of.ts'
import { bitsPerCharacter } from './entropy.ts'

/** A credential whose format is specific to its provider, so that it can be recognised anywhere. */
interface KeyShape {
  /** For messages: "a GitHub token". */
  readonly name: string
  /** Literal texts, one of which every such key contains: a cheap test before the pattern. */
  readonly marks: readonly string[]
  /** Matches the key; its group `random` is the secret part. All repetitions are bounded, so it is linear on hostile input. */
  readonly pattern: RegExp
  /** How many characters after its mark a key may end, if more than {@link after}. */
  readonly reach?: number
}

/** The formats that providers document, and that their own secret scanners look for. */
const shapes: readonly KeyShape[] = [
  {
    // The key's id alone is no secret: it is part of every presigned URL.
    name: 'an AWS secret key',
    marks: ['AKIA'],
    pattern: /\bAKIA[A-Z2-7]{16}[^A-Za-z0-9/+][\s\S]{0,100}?(?<![\w/+])(?<random>[A-Za-z0-9/+]{40})(?![\w/+=])/g,
  },
  { name: 'a GitHub token', marks: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], pattern: /\bgh[pousr]_(?<random>[A-Za-z0-9]{36})\b/g },
  { name: 'a GitHub token', marks: ['github_pat_'], pattern: /\bgithub_pat_(?<random>[A-Za-z0-9_]{82})\b/g },
  { name: 'a GitLab token', marks: ['glpat-'], pattern: /\bglpat-(?<random>[\w-]{20})\b/g },
  { name: 'a Slack token', marks: ['xox'], pattern: /\bxox[abprs]-(?:\d{8,14}-){1,3}(?<random>[A-Za-z0-9]{16,64})\b/g },
  {
    name: 'a Slack webhook address',
    marks: ['hooks.slack.com/services/'],
    pattern: /hooks\.slack\.com\/services\/T[A-Z0-9]{6,12}\/B[A-Z0-9]{6,12}\/(?<random>[A-Za-z0-9]{20,28})\b/g,
  },
  { name: 'a live Stripe key', marks: ['sk_live_', 'rk_live_'], pattern: /\b[sr]k_live_(?<random>[A-Za-z0-9]{16,200})\b/g },
  { name: 'a Google API key', marks: ['AIza'], pattern: /\bAIza(?<random>[\w-]{35})(?![\w-])/g },
  { name: 'a Google client secret', marks: ['GOCSPX-'], pattern: /\bGOCSPX-(?<random>[\w-]{28})(?![\w-])/g },
  { name: 'a SendGrid key', marks: ['SG.'], pattern: /\bSG\.(?<random>[\w-]{22}\.[\w-]{43})(?![\w-])/g },
  { name: 'a Mailgun key', marks: ['key-'], pattern: /\bkey-(?<random>[0-9a-f]{32})\b/g },
  { name: 'an npm token', marks: ['npm_'], pattern: /\bnpm_(?<random>[A-Za-z0-9]{36})\b/g },
  { name: 'a PyPI token', marks: ['pypi-AgE'], pattern: /\bpypi-AgE(?<random>[\w-]{50,200})/g },
  { name: 'a DigitalOcean token', marks: ['dop_v1_'], pattern: /\bdop_v1_(?<random>[0-9a-f]{64})\b/g },
  { name: 'an OpenAI key', marks: ['T3BlbkFJ'], pattern: /\bsk-(?:proj-)?[\w-]{20,80}T3BlbkFJ(?<random>[\w-]{20,80})/g },
  { name: 'an Anthropic key', marks: ['sk-ant-'], pattern: /\bsk-ant-[a-z0-9]{2,8}-(?<random>[\w-]{80,120})/g },
  { name: 'a Shopify token', marks: ['shpat_', 'shpca_', 'shppa_', 'shpss_'], pattern: /\bshp(?:at|ca|pa|ss)_(?<random>[0-9a-fA-F]{32})\b/g },
  { name: 'a Square token', marks: ['sq0atp-', 'sq0csp-'], pattern: /\bsq0(?:atp|csp)-(?<random>[\w-]{22,43})(?![\w-])/g },
  { name: 'a Telegram bot token', marks: [':AA'], pattern: /\b\d{8,10}:AA(?<random>[\w-]{33})(?![\w-])/g },
  { name: 'an Azure storage key', marks: ['AccountKey='], pattern: /\bAccountKey=(?<random>[A-Za-z0-9+/]{86})==/g },
  {
    name: 'a private key',
    marks: ['PRIVATE KEY-----'],
    pattern: /-----BEGIN (?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED) )?PRIVATE KEY-----(?<random>(?:[A-Za-z0-9+/=\s]|\\[nr]){120,8000})-----END/g,
    reach: 8200,
  },
]

/** The random part, or its beginning, of keys that are printed in providers' documentation. */
const documented: readonly string[] = [
  // GitHub's, in all of its examples of user and installation tokens.
  '16C7e42F292c6912E7710c838347Ae178B4a',
  // Slack's, in its pages on OAuth.
  'pdFZKVeTuE8sk7oOcBrzbqgy',
  // GitHub's, of apps that are made from a manifest.
  'MIIEowIBAAKCAQEAuEPzOUE+kiEH1WLiMeBytTEF856j0hOVcS',
  'MIIEogIBAAKCAQEArYxrNYD/iT5CZVpRJu4rBKmmze3PVmT/gC',
]

/** A key found in a text. */
export interface ProviderKey {
  /** What it is, for messages: "a GitHub token". */
  readonly name: string
  /** Its beginning: enough to find it, too little to use it. */
  readonly shown: string
}

/** All marks at once, so that a large document is searched in one pass. */
const anyMark = new RegExp(anyOf(shapes.flatMap(({ marks }) => marks)), 'g')
const shapesByMark = new Map(shapes.flatMap((shape) => shape.marks.map((mark) => [mark, shape])))

/** How many characters before its mark a key may begin, and after it may end: without limits, a text full of marks would take quadratic time. */
const before = 100
const after = 300

/** The first key in a text that looks real: not one from documentation or a placeholder. */
export function providerKeyIn(text: string): ProviderKey | undefined {
  const [first] = keysIn(text)
  return first?.key
}

/** The marks of all real-looking keys in a text. A part of the text that contains none of these marks contains no key. */
export function keyMarksIn(text: string): ReadonlySet<string> {
  return new Set([...keysIn(text)].map(({ mark }) => mark))
}

function* keysIn(text: string): Generator<{ readonly key: ProviderKey; readonly mark: string }> {
  for (const { 0: mark, index } of text.matchAll(anyMark)) {
    const shape = shapesByMark.get(mark)
    const key = shape && keyOf(shape, text.slice(Math.max(0, index - before), index + (shape.reach ?? after)))
    if (key !== undefined) yield { key, mark }
  }
}

function keyOf({ name, pattern }: KeyShape, text: string): ProviderKey | undefined {
  for (const match of text.matchAll(pattern)) {
    const random = match.groups?.['random'] ?? ''
    if (isMadeUp(random)) continue
    const start = match[0].slice(0, match[0].indexOf(random))
    return { name, shown: `${start}${random.trim().slice(0, 4)}…` }
  }
  return undefined
}

/** True for placeholders that somebody typed: they name themselves examples, repeat characters or count up. */
function isMadeUp(random: string): boolean {
  const written = random.replace(/\\[nr]|\s/g, '')
  if (documented.some((known) => written.startsWith(known))) return true
  // A long random text contains short words by chance.
  if (random.length > 110) return /example|redacted|xxxxx/i.test(random)
  if (/example|sample|dummy|fake|test|your|secret|token|redacted|12345|23456|abcde|bcdef|98765|qwert|(.)\1{3}/i.test(random)) return true
  return bitsPerCharacter(random) < (/^[0-9a-f]+$/.test(random) ? 2.8 : 3.2)
}
