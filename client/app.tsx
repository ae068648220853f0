/** The page in the language, colours and size that the state asks for. */
import { QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider, type ConfigProviderProps } from 'antd'
import enUS from 'antd/es/locale/en_US.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import { useLayoutEffect, useMemo } from 'react'
import { queryClient } from './api/request.ts'
import { Page } from './shell/page.tsx'
import { useMedia } from './shell/use-media.ts'
import { useAppState } from './state/app-state.ts'
import { antdTheme } from './theme.ts'

type Locale = NonNullable<ConfigProviderProps['locale']>

/** The compiler takes these files for CommonJS, the bundler for the modules that they are. */
const localeOf = (module: Locale | { default: Locale }): Locale =>
  'default' in module ? module.default : module

const ANTD_LOCALES = { zh: localeOf(zhCN), en: localeOf(enUS) } as const

export const App = () => {
  const language = useAppState((state) => state.language)
  const theme = useAppState((state) => state.theme)
  const display = useAppState((state) => state.display)
  const isTouch = useMedia('(pointer: coarse)')
  const config = useMemo(() => antdTheme({ theme, display, isTouch }), [theme, display, isTouch])
  useLayoutEffect(() => {
    Object.assign(document.documentElement.dataset, { theme, display })
  }, [theme, display])
  return (
    <QueryClientProvider client={queryClient}>
      <ConfigProvider
        theme={config}
        locale={ANTD_LOCALES[language]}
        button={{ autoInsertSpace: false }}
      >
        <Page />
      </ConfigProvider>
    </QueryClientProvider>
  )
}
