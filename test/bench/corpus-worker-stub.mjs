// Speaks as scripts/corpus-worker.ts does, and breaks where the input's name says so. `error` carries which process answered.
import process from 'node:process'

process.on('message', ({ input }) => {
  if (input.name === 'crash') {
    process.stderr.write('the stub broke\n', () => process.exit(7))
    return
  }
  if (input.name === 'hang') for (;;);
  const record = {
    ...input,
    status: 'checked',
    exitCode: 0,
    durationMs: 1,
    findings: [],
    coverage: [],
    error: String(process.pid),
  }
  process.send({ record })
})
process.send({ ready: true })
