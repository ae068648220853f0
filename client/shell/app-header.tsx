import { Button } from 'antd'
import { type ReactNode, useRef } from 'react'
import { useRegion } from '../api/region.ts'
import { useText } from '../i18n/text.ts'
import { changeState, useAppState } from '../state/app-state.ts'
import { DesktopIcon, LogoIcon, MoonIcon, MoreIcon, SunIcon, WallIcon } from './icons.tsx'
import { KeysButton } from './key-list.tsx'
import { NARROW, useMedia } from './use-media.ts'

/** Name of the page, the search box, and the switches of the display. */
export const AppHeader = ({ search }: { search: ReactNode }) => {
  const { t } = useText('shell')
  const { name } = useRegion()
  const isNarrow = useMedia(NARROW)
  return (
    <header className="row app-header">
      <div className="row app-name">
        <LogoIcon />
        <h1>{t('title')}</h1>
        <span className="app-subtitle">{name}</span>
      </div>
      <div className="app-search">{search}</div>
      {isNarrow ? <FoldedSettings /> : <Settings />}
    </header>
  )
}

const Settings = () => {
  const { t } = useText('shell')
  const isDark = useAppState((state) => state.theme === 'dark')
  const isWall = useAppState((state) => state.display === 'wall')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, this is a toolbar
    <div className="app-settings" role="group" aria-label={t('header.settings')}>
      <KeysButton />
      <LanguageSwitch />
      <IconSwitch
        label={t(isDark ? 'header.light' : 'header.dark')}
        icon={isDark ? <SunIcon /> : <MoonIcon />}
        onSwitch={() => changeState({ chosenTheme: isDark ? 'light' : 'dark' })}
      />
      <IconSwitch
        label={t(isWall ? 'header.desk' : 'header.wall')}
        icon={isWall ? <DesktopIcon /> : <WallIcon />}
        onSwitch={() => changeState({ display: isWall ? 'desk' : 'wall' })}
      />
    </div>
  )
}

/** On a phone the search box needs the room: the settings open under one button. */
const FoldedSettings = () => {
  const { t } = useText('shell')
  const fold = useRef<HTMLDetailsElement>(null)
  return (
    <details
      ref={fold}
      className="settings-fold"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) currentTarget.open = false
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !fold.current?.open) return
        event.preventDefault()
        fold.current.open = false
      }}
    >
      <summary className="target" aria-label={t('header.settings')} title={t('header.settings')}>
        <MoreIcon />
      </summary>
      <Settings />
    </details>
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

interface IconSwitchProps {
  label: string
  icon: ReactNode
  onSwitch: () => void
}

const IconSwitch = ({ label, icon, onSwitch }: IconSwitchProps) => (
  <Button
    type="text"
    className="target"
    aria-label={label}
    title={label}
    icon={icon}
    onClick={onSwitch}
  />
)
