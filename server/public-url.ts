/** The address under which phones reach an installation, as its environment names it. */
import type { Bilingual } from '../data/bilingual.ts'

/** An origin, null where none is set; or a sentence that says why it cannot be. */
export const readPublicUrl = (
  text: string,
): { readonly origin: string | null } | { readonly refused: Bilingual } => {
  if (text === '') return { origin: null }
  const url = URL.parse(text)
  // What stands beside an origin, such as a path or a password, stands behind it in the whole.
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`
  if (isOrigin && !text.includes('#') && !text.includes('?')) return { origin: url.origin }
  return {
    refused: {
      zh: `PUBLIC_URL 应为手机访问本系统的地址，只含协议、主机和端口，如 http://10.1.2.3:8787，现为 ${text}。`,
      en: `PUBLIC_URL must be the address under which phones reach this service, with scheme, host and port alone, such as http://10.1.2.3:8787; not ${text}.`,
    },
  }
}
