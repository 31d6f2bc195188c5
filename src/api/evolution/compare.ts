import type { ContractApi } from '../contract.ts'
import { compareOperations } from './operations.ts'
import { compareParameters } from './parameters.ts'
import { compareSchemas } from './schemas.ts'
import type { Comparison } from './subject.ts'
import { compareWebhooks } from './webhooks.ts'

/** Puts the parts of two versions of a contract beside each other. */
export function compareApis(base: ContractApi, head: ContractApi): Comparison {
  const { removed, pairs } = compareOperations(base, head)
  const parameters = compareParameters(pairs)
  const webhooks = compareWebhooks(base, head)
  return { head, removed, removedWebhooks: webhooks.removed, operations: pairs, parameters, schemas: compareSchemas(pairs, parameters, webhooks.pairs) }
}
