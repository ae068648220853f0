import { type CollectionId, MOST_IDS, partsOf } from '../../data/collections.ts'
import { formFileAddress, useExportForms } from '../api/export-forms.ts'
import { useText } from '../i18n/text.ts'

interface FormLinksProps {
  collection: CollectionId
  /** What they are to hold; left out: all of it. */
  ids?: readonly string[] | undefined
}

/** The forms of authorities in which a collection stands, of what is chosen as far as an address has room. */
export const FormLinks = ({ collection, ids }: FormLinksProps) => {
  const { t, language } = useText('panels', 'download')
  const { data = [] } = useExportForms()
  const parts: readonly CollectionId[] = [collection, ...partsOf(collection)]
  const forms = data.filter(({ sheets }) => sheets.some((each) => parts.includes(each.collection)))
  if (forms.length === 0 || ids?.length === 0) return null
  const isChosen = ids !== undefined && ids.length <= MOST_IDS
  return (
    <p className="row wrapped download-files">
      <span>{t('forms')}</span>
      {forms.map(({ id, name }) => (
        <a
          key={id}
          className="target"
          download={`${name}.xlsx`}
          href={formFileAddress(id, { lang: language, ...(isChosen && { ids: ids.join() }) })}
        >
          {name}
        </a>
      ))}
      {ids && !isChosen && <span className="secondary">{t('formsOfAll', { most: MOST_IDS })}</span>}
    </p>
  )
}
