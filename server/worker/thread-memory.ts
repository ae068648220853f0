/** Threads whose results are flat arrays need little room for young objects; unbounded, V8 takes much. */
export const THREAD_MEMORY = { maxYoungGenerationSizeMb: 16 } as const
