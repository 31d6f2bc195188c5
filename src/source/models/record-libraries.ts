/** Libraries that describe records in code, by a part of the name of their packages, and how a field is left out. `{}` stands for the field. */
export const recordLibraries: { readonly [library: string]: string } = {
  mongoose: "mark it `select: false` in the schema, or add `.select('-{}')`",
  typegoose: "mark it `select: false`, or add `.select('-{}')`",
  typeorm: 'mark its column `select: false`, or return an object without it',
  'mikro-orm': 'mark it `hidden: true`',
  'drizzle-orm': 'name the columns to return',
  prisma: 'query with `omit: { {}: true }`, or `select` the fields to return',
  // sequelize-cli makes files that import nothing.
  sequelize: "query with `attributes: { exclude: ['{}'] }`, or exclude it in the `defaultScope`",
  SQL: 'name the columns to return',
  mongodb: 'leave it out with `projection: { {}: 0 }`',
}
