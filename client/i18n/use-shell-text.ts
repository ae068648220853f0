import { useTranslation } from 'react-i18next'
import type { Language } from '../../data/bilingual.ts'
import { useAppState } from '../state/app-state.ts'
import type { shell } from './zh/shell.ts'

type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Leaves<Tree[Key]>}`
}[keyof Tree & string]

export type ShellTextKey = Leaves<typeof shell>

/** Text of the shell in the language of the page. A key that does not exist is a type error. */
export type ShellText = (key: ShellTextKey, values?: Readonly<Record<string, unknown>>) => string

/** Texts of the shell, and the language they are in. */
export const useShellText = (): { t: ShellText; language: Language } => {
  const { t } = useTranslation('shell')
  const language = useAppState((state) => state.language)
  return { t: t as unknown as ShellText, language }
}
