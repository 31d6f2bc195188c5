import type { SqlLibrary } from './sql-library.ts'

const statement = { argument: 0 } as const

/** ORMs, query builders and tags that build statements. */
export const sqlBuilders: readonly SqlLibrary[] = [
  {
    name: 'sequelize',
    packages: ['sequelize', 'sequelize-typescript', '@sequelize/', '@nestjs/sequelize'],
    sinks: [
      { names: ['query', 'queryRaw'], ...statement, property: 'query' },
      { names: ['literal'], ...statement },
      { names: ['literal'], form: 'function', ...statement },
    ],
    binding: 'write :name in its place and pass it in { replacements: { name } }',
    identifier: 'queryInterface.quoteIdentifier()',
  },
  {
    name: 'knex',
    packages: [
      'knex',
      'objection',
      'bookshelf',
      '@mikro-orm/knex',
      'nest-knexjs',
      'nestjs-knex',
      '@adonisjs/lucid/',
      '@ioc:Adonis/Lucid/',
    ],
    sinks: [
      { names: ['raw', 'rawQuery'], ...statement },
      { names: ['raw'], form: 'function', ...statement },
      {
        names: ['whereRaw', 'andWhereRaw', 'orWhereRaw', 'havingRaw', 'orHavingRaw'],
        ...statement,
        before: 'SELECT 1 FROM t WHERE ',
        unmistakable: true,
      },
      { names: ['orderByRaw'], ...statement, before: 'SELECT 1 FROM t ORDER BY ', unmistakable: true },
      { names: ['groupByRaw'], ...statement, before: 'SELECT 1 FROM t GROUP BY ', unmistakable: true },
      { names: ['joinRaw'], ...statement, before: 'SELECT 1 FROM t ', unmistakable: true },
      { names: ['fromRaw'], ...statement, before: 'SELECT 1 FROM ', unmistakable: true },
      { names: ['selectRaw'], ...statement, before: 'SELECT ', unmistakable: true },
    ],
    binding: 'write ? in its place and pass it in the array after the text',
    identifier: '??',
  },
  {
    name: 'typeorm',
    packages: ['typeorm', 'typeorm/', '@nestjs/typeorm'],
    sinks: [
      { names: ['query'], ...statement },
      {
        names: ['where', 'andWhere', 'orWhere', 'having', 'andHaving', 'orHaving'],
        ...statement,
        before: 'SELECT 1 FROM t WHERE ',
      },
      { names: ['select', 'addSelect'], ...statement, before: 'SELECT ' },
      { names: ['orderBy', 'addOrderBy'], ...statement, before: 'SELECT 1 FROM t ORDER BY ' },
      { names: ['groupBy', 'addGroupBy'], ...statement, before: 'SELECT 1 FROM t GROUP BY ' },
      {
        names: ['innerJoin', 'leftJoin', 'innerJoinAndSelect', 'leftJoinAndSelect'],
        argument: 2,
        before: 'SELECT 1 FROM t JOIN u ON ',
      },
      {
        names: ['innerJoinAndMapOne', 'innerJoinAndMapMany', 'leftJoinAndMapOne', 'leftJoinAndMapMany'],
        argument: 3,
        before: 'SELECT 1 FROM t JOIN u ON ',
      },
      { names: ['set'], ...statement, inFunctions: true, before: 'UPDATE t SET c = ' },
      { names: ['Raw'], form: 'function', ...statement, callback: true, before: 'SELECT 1 FROM t WHERE c = ' },
    ],
    binding:
      'write a parameter in its place (:name in a query builder; $1, ? or :1 in query(), as the database has it) and pass it after the text',
  },
  {
    name: 'prisma',
    packages: ['@prisma/client', '@prisma/client/', '.prisma/client'],
    sinks: [
      { names: ['$queryRawUnsafe', '$executeRawUnsafe'], ...statement, unmistakable: true },
      // A tag that binds its values, unless it is called as a function.
      { names: ['raw', 'sql'], ...statement },
    ],
    binding: 'use the tag $queryRaw`…` (or $executeRaw), which binds the values in ${…}',
  },
  {
    name: 'drizzle',
    packages: ['drizzle-orm', 'drizzle-orm/'],
    sinks: [
      { names: ['execute', 'run', 'all', 'get', 'values'], ...statement },
      { names: ['raw'], ...statement },
    ],
    binding: 'use the sql`…` tag, which binds the values in ${…}',
    identifier: 'sql.identifier(name)',
  },
  {
    name: 'kysely',
    packages: ['kysely', 'kysely/'],
    sinks: [{ names: ['raw', 'lit'], ...statement }],
    binding: 'use the sql`…` tag, which binds the values in ${…}',
    identifier: 'sql.ref(name) or sql.table(name)',
  },
  {
    name: 'waterline',
    packages: ['sails', 'waterline'],
    sinks: [{ names: ['sendNativeQuery'], ...statement, unmistakable: true }],
    binding: 'write a parameter ($1, $2, …) in its place and pass it in the array after the text',
  },
  {
    name: 'squel',
    packages: ['squel', 'squel/', 'safe-squel'],
    sinks: [
      { names: ['where', 'having'], ...statement, before: 'SELECT 1 FROM t WHERE ' },
      { names: ['order', 'group'], ...statement, before: 'SELECT 1 FROM t ORDER BY ' },
      { names: ['field'], ...statement, before: 'SELECT ' },
      { names: ['join', 'left_join', 'right_join', 'outer_join'], argument: 2, before: 'SELECT 1 FROM t JOIN u ON ' },
    ],
    binding: 'write ? in its place and pass it after the text',
  },
  {
    name: 'sql-template-strings',
    packages: ['sql-template-strings', 'sql-template-tag'],
    sinks: [
      { names: ['append'], ...statement, before: 'SELECT 1 FROM t ' },
      { names: ['raw'], ...statement },
      { names: ['raw'], form: 'function', ...statement },
    ],
    binding: 'use the tag for this piece as well: it binds the values in ${…}',
  },
  {
    name: 'slonik',
    packages: ['slonik-sql-tag-raw'],
    sinks: [{ names: ['raw'], form: 'function', ...statement }],
    binding: 'use the tags sql.fragment`…` and sql.unsafe`…`, which bind the values in ${…}',
    identifier: 'sql.identifier([name])',
  },
  {
    name: 'databases',
    packages: ['@databases/'],
    sinks: [{ names: ['__dangerous__rawValue'], ...statement, unmistakable: true }],
    binding: 'use the sql`…` tag, which binds the values in ${…}',
    identifier: 'sql.ident(name)',
  },
  {
    name: 'mikro-orm',
    packages: ['@mikro-orm/'],
    sinks: [
      { names: ['execute'], ...statement },
      { names: ['raw'], ...statement },
      { names: ['raw'], form: 'function', ...statement },
    ],
    binding: 'write ? in its place and pass it in the array after the text',
    identifier: '??',
  },
]
