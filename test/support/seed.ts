import { configureGlobal } from 'fast-check'

/** The same inputs in every run, so that a change is judged and not the day: `FUZZ_SEED=$RANDOM npm test` tries others. */
configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 20_261_121) })
