/** How the component library looks: colours of both themes, sizes of desk, wall and touch. */
import { type ThemeConfig, theme } from 'antd'
import { DISPLAY_SCALES, type DisplayMode, type ThemeMode } from './state/app-state.ts'

/** Latin letters from the bundled font, Chinese from the system's own, bundled as a last resort. */
export const FONT_FAMILY =
  '"Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", sans-serif'

const FONT_SIZE_PX = 14
const SIZE_UNIT_PX = 4
const CONTROL_HEIGHT_PX = 34
/** Smallest thing a finger hits reliably (WCAG 2.5.5). */
const TOUCH_TARGET_PX = 44

const PRIMARY: Readonly<Record<ThemeMode, string>> = { light: '#0b5cad', dark: '#1f7ad1' }
/** Links, red and grey that can be read on both surfaces (WCAG 1.4.3). */
const LINK: Readonly<Record<ThemeMode, string>> = { light: '#0b5cad', dark: '#6db3f8' }
const ERROR: Readonly<Record<ThemeMode, string>> = { light: '#b3261e', dark: '#ff6b5e' }
const PLACEHOLDER: Readonly<Record<ThemeMode, string>> = { light: '#5c6873', dark: '#a3b1bd' }
const SURFACE: Readonly<Record<ThemeMode, string>> = { light: '#ffffff', dark: '#1a2026' }
const RAISED: Readonly<Record<ThemeMode, string>> = { light: '#eef2f5', dark: '#11161b' }

export interface Appearance {
  readonly theme: ThemeMode
  readonly display: DisplayMode
  /** Fingers instead of a mouse: larger targets. */
  readonly isTouch: boolean
}

/** The component library's theme for a screen. */
export const antdTheme = ({ theme: mode, display, isTouch }: Appearance): ThemeConfig => {
  const scale = DISPLAY_SCALES[display]
  const controlHeight = Math.round(CONTROL_HEIGHT_PX * scale)
  return {
    algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: PRIMARY[mode],
      colorLink: LINK[mode],
      colorError: ERROR[mode],
      colorTextPlaceholder: PLACEHOLDER[mode],
      colorTextDescription: PLACEHOLDER[mode],
      colorBgContainer: SURFACE[mode],
      fontFamily: FONT_FAMILY,
      fontSize: Math.round(FONT_SIZE_PX * scale),
      sizeUnit: SIZE_UNIT_PX * scale,
      controlHeight: isTouch ? Math.max(TOUCH_TARGET_PX, controlHeight) : controlHeight,
      borderRadius: 6,
      motion: false,
    },
    components: {
      Segmented: { trackBg: RAISED[mode] },
      // Its words are read while it works: a turning sign says so already, and paler they lack contrast.
      Button: { opacityLoading: 1 },
    },
  }
}
