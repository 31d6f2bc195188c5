/** A file of many statements of one kind, as generators write them, to show that time grows linearly with their number. */
export interface StatementShape {
  readonly name: string
  readonly text: (count: number) => string
}

/** The numbers of statements. */
export const statementCounts = [1000, 8000] as const

const handler = "import { db } from './db'\nexport const h = (req) => {\n"

export const statementShapes: readonly StatementShape[] = [
  shape('queries', handler, (index) => `db.query("SELECT * FROM t WHERE a = " + req.query.a${index});`, '}'),
  shape('one text that grows', `${handler}let q = 'SELECT * FROM t WHERE 1';\n`, (index) => `q += " AND a = " + req.query.a${index}; db.query(q);`, '}'),
  shape('calls of one helper', `import { db } from './db'\nconst run = (q) => db.query(q);\nexport const h = (req) => {\n`, (index) => `run("SELECT * FROM t WHERE a = " + req.query.a${index});`, '}'),
  shape('checks', handler, (index) => `if (!L.includes(req.query.a${index})) throw 1; db.query("SELECT " + req.query.a${index} + " FROM t");`, '}'),
  shape('values of values', `${handler}const x0 = req.query.a;\n`, (index) => `const x${index + 1} = x${index} + x${index};`, 'db.query("SELECT * FROM t WHERE a = " + x9);}'),
  shape('empty catches', '', (index) => `try { await work(${index}) } catch {}`, ''),
]

function shape(name: string, head: string, line: (index: number) => string, tail: string): StatementShape {
  return { name, text: (count) => head + Array.from({ length: count }, (_, index) => line(index)).join('\n') + tail }
}
