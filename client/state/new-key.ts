const KEY_BYTES = 16

/**
 * A key that nothing else has, in hexadecimal. Not `crypto.randomUUID`: browsers have that on https
 * and localhost only, and a tablet in the bureau opens the page at http://10.….
 */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(KEY_BYTES)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
