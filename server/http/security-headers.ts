/** Headers that keep the page to itself, around every answer. */
import { secureHeaders } from 'hono/secure-headers'

const SELF = "'self'"

/**
 * Nothing is loaded from elsewhere but the tiles of a base map, nothing evaluated.
 * @param framedBy origins whose pages may show ours in a frame
 * @param baseMap origin of the tiles, where an installation has set one
 */
export const securityHeaders = (framedBy: readonly string[], baseMap?: string) => {
  const tiles = baseMap === undefined ? [] : [baseMap]
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: [SELF],
      scriptSrc: [SELF],
      // MapLibre starts its worker from a blob where a browser cannot load it as a module.
      workerSrc: [SELF, 'blob:'],
      // The component library writes its styles into the page.
      styleSrc: [SELF, "'unsafe-inline'"],
      imgSrc: [SELF, 'data:', 'blob:', ...tiles],
      fontSrc: [SELF, 'data:'],
      // The map fetches its tiles.
      connectSrc: [SELF, ...tiles],
      objectSrc: ["'none'"],
      baseUri: [SELF],
      formAction: [SELF],
      frameAncestors: framedBy.length > 0 ? [SELF, ...framedBy] : ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    // Plain http on the command centre's own network is the normal case.
    strictTransportSecurity: false,
    // It knows no list: browsers go by the policy above where there is one.
    xFrameOptions: framedBy.length > 0 ? false : 'DENY',
  })
}
