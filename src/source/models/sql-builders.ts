import { before, binding, list, passed } from './sql-library.ts'
import type { SqlLibrary } from './sql-library.ts'

/** ORMs, query builders and tags that build statements. */
export const sqlBuilders: readonly SqlLibrary[] = [
  {
    name: 'sequelize',
    packages: ['sequelize', 'sequelize-typescript', '@sequelize/', '@nestjs/sequelize'],
    sinks: [
      { names: ['query', 'queryRaw'], property: 'query' },
      { names: ['literal'] },
      { names: ['literal'], form: 'function' },
    ],
    binding: passed(':name', 'in { replacements: { name } }'),
    identifier: 'queryInterface.quoteIdentifier()',
  },
  {
    name: 'knex',
    packages: list('knex objection bookshelf @mikro-orm/knex nest-knexjs nestjs-knex @adonisjs/lucid/ @ioc:Adonis/Lucid/'),
    sinks: [
      { names: ['raw', 'rawQuery'] },
      { names: ['raw'], form: 'function' },
      {
        names: list('whereRaw andWhereRaw orWhereRaw havingRaw orHavingRaw'),
        before: before.where,
        unmistakable: true,
      },
      { names: ['orderByRaw'], before: before.orderBy, unmistakable: true },
      { names: ['groupByRaw'], before: before.groupBy, unmistakable: true },
      { names: ['joinRaw'], before: 'SELECT 1 FROM t ', unmistakable: true },
      { names: ['fromRaw'], before: 'SELECT 1 FROM ', unmistakable: true },
      { names: ['selectRaw'], before: 'SELECT ', unmistakable: true },
      { names: ['withRaw'], argument: 1, unmistakable: true },
    ],
    binding: binding.marks,
    identifier: '??',
  },
  {
    name: 'typeorm',
    packages: ['typeorm', 'typeorm/', '@nestjs/typeorm'],
    sinks: [
      { names: ['query'] },
      {
        names: list('where andWhere orWhere having andHaving orHaving'),
        before: before.where,
      },
      { names: ['select', 'addSelect'], before: 'SELECT ' },
      { names: ['orderBy', 'addOrderBy'], before: before.orderBy },
      { names: ['groupBy', 'addGroupBy'], before: before.groupBy },
      {
        names: ['innerJoin', 'leftJoin', 'innerJoinAndSelect', 'leftJoinAndSelect'],
        argument: 2,
        before: before.join,
      },
      {
        names: ['innerJoinAndMapOne', 'innerJoinAndMapMany', 'leftJoinAndMapOne', 'leftJoinAndMapMany'],
        argument: 3,
        before: before.join,
      },
      { names: ['set'], inFunctions: true, before: 'UPDATE t SET c = ' },
      { names: ['Raw'], form: 'function', callback: true, before: 'SELECT 1 FROM t WHERE c = ' },
    ],
    binding:
      'write a parameter in its place (:name in a query builder; $1, ? or :1 in query(), as the database has it) and pass it after the text',
  },
  {
    name: 'prisma',
    packages: ['@prisma/client', '@prisma/client/', '.prisma/client'],
    sinks: [
      { names: ['$queryRawUnsafe', '$executeRawUnsafe'], unmistakable: true },
      // A tag that binds its values, unless it is called as a function.
      { names: ['raw', 'sql'] },
    ],
    binding: 'use the tag $queryRaw`…` (or $executeRaw), which binds the values in ${…}',
  },
  {
    name: 'drizzle',
    packages: ['drizzle-orm', 'drizzle-orm/'],
    sinks: [
      { names: list('execute run all get values') },
      { names: ['raw'] },
    ],
    binding: binding.tag,
    identifier: 'sql.identifier(name)',
  },
  {
    name: 'kysely',
    packages: ['kysely', 'kysely/'],
    sinks: [{ names: ['raw', 'lit'] }],
    binding: binding.tag,
    identifier: 'sql.ref(name) or sql.table(name)',
  },
  {
    name: 'waterline',
    packages: ['sails', 'waterline'],
    sinks: [{ names: ['sendNativeQuery'], unmistakable: true }],
    binding: binding.dollars,
  },
  {
    name: 'squel',
    packages: ['squel', 'squel/', 'safe-squel'],
    sinks: [
      { names: ['where', 'having'], before: before.where },
      { names: ['order', 'group'], before: before.orderBy },
      { names: ['field'], before: 'SELECT ' },
      { names: ['join', 'left_join', 'right_join', 'outer_join'], argument: 2, before: before.join },
    ],
    binding: passed('?', 'after the text'),
  },
  {
    name: 'sql-template-strings',
    packages: ['sql-template-strings', 'sql-template-tag'],
    sinks: [
      { names: ['append'], before: 'SELECT 1 FROM t ' },
      { names: ['raw'] },
      { names: ['raw'], form: 'function' },
    ],
    binding: 'use the tag for this piece as well: it binds the values in ${…}',
  },
  {
    name: 'slonik',
    packages: ['slonik-sql-tag-raw'],
    sinks: [{ names: ['raw'], form: 'function' }],
    binding: 'use the tags sql.fragment`…` and sql.unsafe`…`, which bind the values in ${…}',
    identifier: 'sql.identifier([name])',
  },
  {
    name: 'databases',
    packages: ['@databases/'],
    sinks: [{ names: ['__dangerous__rawValue'], unmistakable: true }],
    binding: binding.tag,
    identifier: 'sql.ident(name)',
  },
  {
    name: 'mikro-orm',
    packages: ['@mikro-orm/'],
    sinks: [
      { names: ['execute'] },
      { names: ['raw'] },
      { names: ['raw'], form: 'function' },
    ],
    binding: binding.marks,
    identifier: '??',
  },
]
