/** Headers that keep the page to itself: nothing loaded from elsewhere, nothing evaluated. */
import { secureHeaders } from 'hono/secure-headers'

const SELF = "'self'"

export const securityHeaders = () =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: [SELF],
      scriptSrc: [SELF],
      // MapLibre starts its worker from a blob where a browser cannot load it as a module.
      workerSrc: [SELF, 'blob:'],
      // The component library writes its styles into the page.
      styleSrc: [SELF, "'unsafe-inline'"],
      imgSrc: [SELF, 'data:', 'blob:'],
      fontSrc: [SELF, 'data:'],
      connectSrc: [SELF],
      objectSrc: ["'none'"],
      baseUri: [SELF],
      formAction: [SELF],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    // Plain http on the command centre's own network is the normal case.
    strictTransportSecurity: false,
    xFrameOptions: 'DENY',
  })
