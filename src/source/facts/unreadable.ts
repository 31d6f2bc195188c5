import type { HandlingFacts } from './handling.ts'
import type { ProtectionFacts } from './protection.ts'
import type { ServiceFacts } from './service.ts'

// The facts of a file that can no longer be read.

export const noHandling: HandlingFacts = { functions: [], slow: [], sessions: [] }

export const noProtection: ProtectionFacts = {
  setsHeaders: false,
  servesPages: false,
  changesBodies: false,
  renamesFields: false,
  convertsTypes: false,
  limitsRequests: false,
  loginMutations: [],
  guardsAll: false,
  takesBodies: false,
  hasPipes: false,
  requests: [],
  pageSizes: [],
  sizeFlows: [],
  lifetimes: [],
  passwords: { flaws: [], passed: [], digests: [], stores: [] },
  models: [],
  omits: [],
  records: [],
  methods: {},
  implementers: [],
}

export const noService: ServiceFacts = {
  console: null,
  logs: false,
  secretsLogged: [],
  redactedPaths: [],
  environment: [],
  outbound: [],
  boundedClients: [],
  namesRequestIds: false,
  breaksCircuits: false,
  handlesErrors: false,
  leakedErrors: [],
  unguardedHandlers: [],
  constantFunctions: [],
  caches: { entries: [], created: [] },
  exitsOnSignal: false,
  jobs: [],
  lostWork: [],
  decidesRetries: [],
}
