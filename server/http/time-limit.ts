/** Nobody waits longer for an answer; what is still being computed then is given up. */
export const TIME_LIMIT_MILLISECONDS = 30_000
