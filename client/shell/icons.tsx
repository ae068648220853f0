/** The few pictures of the frame; decoration only, what they mean stands beside them as text. */

/** An icon drawn in lines. @param d of its path, in a square of 24 */
const lineIcon = (d: string) => () => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={d} />
  </svg>
)

export const LogoIcon = () => (
  <svg className="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <path
      className="logo-shield"
      d="M16 1.5 28.5 6v9.2c0 7.4-5 12.7-12.5 15.3C8.5 27.9 3.5 22.6 3.5 15.2V6z"
    />
    <path
      className="logo-pin"
      d="M16 7.2a6 6 0 0 0-6 6c0 4.4 6 10.6 6 10.6s6-6.2 6-10.6a6 6 0 0 0-6-6z"
    />
    <path className="logo-cross" d="M14.7 9.8h2.6v2.1h2.1v2.6h-2.1v2.1h-2.6v-2.1h-2.1v-2.6h2.1z" />
  </svg>
)

export const MoonIcon = lineIcon('M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z')

export const SunIcon = lineIcon(
  'M8 12a4 4 0 1 0 8 0 4 4 0 1 0-8 0M12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M5.3 18.7l2.1-2.1M16.6 7.4l2.1-2.1',
)

export const WallIcon = lineIcon('M2.5 4.5h19v12h-19zM8 20h8M12 16.5V20M9 8H6.5v2.5M15 13h2.5v-2.5')

export const DesktopIcon = lineIcon('M4 5h16v10.5H4zM2.5 19h19')

export const MoreIcon = lineIcon('M4.5 12h1.4M11.3 12h1.4M18.1 12h1.4')

export const ChevronIcon = lineIcon('M14.5 5.5 8 12l6.5 6.5')

export const InfoIcon = lineIcon('M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M12 11v5.5M12 7.2v.6')
