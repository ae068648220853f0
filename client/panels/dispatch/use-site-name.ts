/** What a site is called in the language of the page. */
import { useCallback, useMemo } from 'react'
import { localisedName } from '../../form/localised-name.ts'
import { useAppState } from '../../state/app-state.ts'
import { useFeatures } from '../panel-data.ts'

export type SiteName = (site: { readonly name: string; readonly workId: string | null }) => string

/** A flood work has a name in both languages; any other place has the one that was written down. */
export const useSiteName = (): SiteName => {
  const language = useAppState((state) => state.language)
  const { data } = useFeatures('flood-works')
  const works = useMemo(
    () => new Map(data?.map(({ id, properties }) => [id, localisedName(properties, language)])),
    [data, language],
  )
  return useCallback(
    ({ name, workId }) => (workId === null ? undefined : works.get(workId)) ?? name,
    [works],
  )
}
