/** A URL that contains a password. */
export interface AddressWithPassword {
  readonly user: string
  /** Empty if it is only known at run time. */
  readonly host: string
  /** A database on the developer's own machine. */
  readonly isLocal: boolean
}

const address =
  /^\s*(?:mongodb(?:\+srv)?|postgres(?:ql)?|pg|mysql2?|mariadb|mssql|sqlserver|rediss?|amqps?|smtps?|ftps?|sftp|ldaps?|https?|kafka|clickhouse|cockroachdb|neo4j(?:\+s)?|bolt):\/\/(?<user>[^\s:/@'"`]{0,80}):(?<password>[^\s@'"`/]{1,120})@(?<host>[^\s/'"`?,]{0,200})/i
const placeholder = /^(?:[<[{$%*].*|x{3,}|\.{3}|your\w*|my[_-]?(?:pass|secret)\w*|changeme|\w{0,40}redacted\w{0,40}|<?pass(?:word)?>?|pwd|secret|pw|p)$/i
const placeholderUser = /^(?:user(?:name)?|<.*|\[.*|\{.*|your\w*|login|name|u|usr|me|foo)$/i
const localHost = /^(?:localhost|127\.|0\.0\.0\.0|\[?::1|host\.docker\.internal|db|database|mongo(?:db)?|postgres(?:ql)?|mysql|mariadb|redis|rabbitmq|mq|pg)(?::|$)/i

/** The URL in a text if it has a password, except for made-up ones as in documentation. */
export function addressWithPassword(text: string): AddressWithPassword | undefined {
  const { user = '', password = '', host = '' } = address.exec(text)?.groups ?? {}
  if (password === '') return undefined
  const isLocal = localHost.test(host)
  if (isLocal) return placeholderUser.test(user) && placeholder.test(password) ? undefined : { user, host, isLocal }
  if (placeholder.test(password) || placeholderUser.test(user) || /\bexample\.|^host\b|hostname|\byour/i.test(host)) return undefined
  return { user, host, isLocal }
}
