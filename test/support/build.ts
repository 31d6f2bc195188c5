import { build } from 'tsdown'

/** Builds the program that the tests run. */
export default async function setup(): Promise<void> {
  await build({ logLevel: 'warn' })
}
