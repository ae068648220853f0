import { useMemo } from 'react'
import type { Language } from '../../../../data/bilingual.ts'
import { localisedName } from '../../../../data/wording.ts'
import { useCollection } from '../../../api/features.ts'
import { useText } from '../../../i18n/text.ts'

/** Names of counties and towns by code, in the language of the page. */
export interface AreaNames {
  readonly countyNames: ReadonlyMap<string, string>
  readonly townNames: ReadonlyMap<string, string>
}

const useNames = (collection: 'counties' | 'towns', language: Language) => {
  const { data } = useCollection(collection)
  return useMemo(
    () =>
      new Map(
        data?.features.map(({ properties }) => [
          String(properties.code),
          localisedName(properties as never, language),
        ]),
      ),
    [data, language],
  )
}

/** Empty until the areas are there. */
export const useAreaNames = (): AreaNames => {
  const { language } = useText('planning')
  return {
    countyNames: useNames('counties', language),
    townNames: useNames('towns', language),
  }
}
