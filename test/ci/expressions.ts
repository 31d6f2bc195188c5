/** The contexts of an expression: `inputs`, `steps`, `github`, `env`, … */
export type Scope = Readonly<Record<string, unknown>>

/** The status of the previous steps. */
export interface Status {
  readonly failed: boolean
}

/** A text with its `${{ … }}` evaluated. */
export function interpolate(text: string, scope: Scope): string {
  return text.replace(/\$\{\{([^]*?)\}\}/g, (_, expression: string) => asText(evaluate(expression, scope, { failed: false })))
}

/** Whether a step runs. A condition without a status function implies `success()`. */
export function isDue(condition: string | undefined, scope: Scope, status: Status): boolean {
  if (condition === undefined) return !status.failed
  const expression = condition.replace(/^\s*\$\{\{([^]*)\}\}\s*$/, '$1')
  const saysWhen = /\b(?:always|cancelled|failure|success)\s*\(/.test(expression)
  return (saysWhen || !status.failed) && isTrue(evaluate(expression, scope, status))
}

/** Evaluates the small part of GitHub's expression syntax that is used here. Everything else throws, instead of silently meaning something else. */
function evaluate(expression: string, scope: Scope, status: Status): unknown {
  const tokens = expression.match(/'[^']*'|&&|\|\||==|!=|[!()]|[\w.-]+|\S/g) ?? []
  let at = 0

  function either(): unknown {
    let left = both()
    while (tokens[at] === '||') {
      at++
      const right = both()
      left = isTrue(left) ? left : right
    }
    return left
  }

  function both(): unknown {
    let left = comparison()
    while (tokens[at] === '&&') {
      at++
      const right = comparison()
      left = isTrue(left) ? right : left
    }
    return left
  }

  function comparison(): unknown {
    const left = value()
    const operator = tokens[at]
    if (operator !== '==' && operator !== '!=') return left
    at++
    return (asText(left) === asText(value())) === (operator === '==')
  }

  function value(): unknown {
    const token = tokens[at++] ?? ''
    if (token === '!') return !isTrue(value())
    if (token.startsWith("'")) return token.slice(1, -1)
    if (tokens[at] === '(') {
      at += 2
      switch (token) {
        case 'always':
          return true
        case 'cancelled':
          return false
        case 'success':
          return !status.failed
        case 'failure':
          return status.failed
      }
    }
    if (/^[a-z_][\w.-]*$/i.test(token)) return lookUp(token.split('.'), scope)
    throw new Error(`not understood in the expression '${expression}': '${token}'`)
  }

  const result = either()
  if (at < tokens.length) throw new Error(`not understood in the expression '${expression}': '${tokens[at] ?? ''}'`)
  return result
}

/** A missing property is empty, as on GitHub; an unknown context throws. */
function lookUp(path: readonly string[], scope: Scope): unknown {
  const [first = ''] = path
  if (!Object.hasOwn(scope, first)) throw new Error(`no such context: '${first}'`)
  return path.reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined), scope)
}

function isTrue(value: unknown): boolean {
  return value !== undefined && value !== false && value !== ''
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean' || typeof value === 'number') return String(value)
  return ''
}
