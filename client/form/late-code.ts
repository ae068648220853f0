/**
 * Code that is fetched when it is first wanted, kept from then on, and asked for again after a
 * failure.
 *
 * Chromium keeps a module that did not come as failed until the page is reloaded. The server is
 * therefore asked for a sign of life first, and while it gives none no module is asked for.
 * @param isAtOnce for what the page begins with: it comes from a server that has just answered
 */
export const lateCode = <Code>(
  load: () => Promise<Code>,
  { isAtOnce = false }: { isAtOnce?: boolean } = {},
): (() => Promise<Code>) => {
  const fetchCode = async (): Promise<Code> => {
    if (!isAtOnce) await signOfLife()
    return load()
  }
  let code: Promise<Code> | null = null
  return () => {
    code ??= fetchCode().catch((error: unknown) => {
      code = null
      throw error
    })
    return code
  }
}

/** @throws where the server does not answer, or no longer has the files of this page */
const signOfLife = async (): Promise<void> => {
  const { ok, status } = await fetch(import.meta.url, { method: 'HEAD', cache: 'no-store' })
  if (!ok) throw new Error(`the server answered with ${status}`)
}
