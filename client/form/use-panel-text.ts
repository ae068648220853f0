import { useTranslation } from 'react-i18next'
import type { Language } from '../../data/bilingual.ts'
import { useAppState } from '../state/app-state.ts'
import type { PanelText } from './panel-text.ts'

/** Texts of the panels in the language of the page, and which one that is. */
export const usePanelText = (): { t: PanelText; language: Language } => {
  const { t } = useTranslation('panels')
  const language = useAppState((state) => state.language)
  return { t: t as unknown as PanelText, language }
}
