import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { Epochs } from '../../src/hosts/eslint/epochs.ts'

describe('the epochs of a process that lints the same files repeatedly', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
  afterEach(() => void vi.useRealTimers())

  it('begin with the first file of each run, even if the last run was slow', () => {
    const epochs = new Epochs()
    const first = epochs.at('a')
    vi.advanceTimersByTime(1000)
    expect(epochs.at('b')).toBeGreaterThan(first)
    const second = epochs.at('a')
    expect(second).toBeGreaterThan(first + 1)
    expect(epochs.at('b')).toBe(second)
  })

  it('begin with the first file, even if the last file was fixed and linted again', () => {
    const epochs = new Epochs()
    epochs.at('a')
    const fixed = [epochs.at('b'), epochs.at('b')]
    expect(epochs.at('a')).toBeGreaterThan(Math.max(...fixed))
  })
})
