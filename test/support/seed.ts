import { configureGlobal } from 'fast-check'

/** A fixed seed, so that every run tries the same inputs; `FUZZ_SEED=$RANDOM npm test` tries others. */
configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 20_261_121) })
