import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../i18n/text.ts'
import { changeState, useAppState } from '../state/app-state.ts'
import { DesktopIcon, LogoIcon, MoonIcon, SunIcon, WallIcon } from './icons.tsx'

/** Name of the page, the search box, and the switches of the display. */
export const AppHeader = ({ search }: { search: ReactNode }) => {
  const { t } = useText('shell')
  return (
    <header className="app-header">
      <div className="app-name">
        <LogoIcon />
        <h1>{t('title')}</h1>
        <span className="app-subtitle">{t('subtitle')}</span>
      </div>
      <div className="app-search">{search}</div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, this is a toolbar */}
      <div className="app-settings" role="group" aria-label={t('header.settings')}>
        <LanguageSwitch />
        <ThemeSwitch />
        <DisplaySwitch />
      </div>
    </header>
  )
}

const LanguageSwitch = () => {
  const { t, language } = useText('shell')
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <Button
      type="text"
      className="target"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      aria-label={t('header.languageLabel')}
      onClick={() => changeState({ language: other })}
    >
      {t('header.language')}
    </Button>
  )
}

const ThemeSwitch = () => {
  const { t } = useText('shell')
  const isDark = useAppState((state) => state.theme === 'dark')
  const label = t(isDark ? 'header.light' : 'header.dark')
  return (
    <Button
      type="text"
      className="target"
      aria-label={label}
      title={label}
      icon={isDark ? <SunIcon /> : <MoonIcon />}
      onClick={() => changeState({ theme: isDark ? 'light' : 'dark' })}
    />
  )
}

const DisplaySwitch = () => {
  const { t } = useText('shell')
  const isWall = useAppState((state) => state.display === 'wall')
  const label = t(isWall ? 'header.desk' : 'header.wall')
  return (
    <Button
      type="text"
      className="target"
      aria-label={label}
      title={label}
      icon={isWall ? <DesktopIcon /> : <WallIcon />}
      onClick={() => changeState({ display: isWall ? 'desk' : 'wall' })}
    />
  )
}
