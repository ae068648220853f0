import { type CollectionId, partsOf } from '../../data/collections.ts'
import { formFileAddress, useExportForms } from '../api/export-forms.ts'
import { useText } from '../i18n/text.ts'

/** The forms of authorities in which a collection stands; they hold all of it, whatever is listed. */
export const FormLinks = ({ collection }: { collection: CollectionId }) => {
  const { t, language } = useText('panels', 'download')
  const { data = [] } = useExportForms()
  const parts: readonly CollectionId[] = [collection, ...partsOf(collection)]
  const forms = data.filter(({ sheets }) => sheets.some((each) => parts.includes(each.collection)))
  if (forms.length === 0) return null
  return (
    <p className="row wrapped download-files">
      <span>{t('forms')}</span>
      {forms.map(({ id, name }) => (
        <a
          key={id}
          className="target"
          download={`${name}.xlsx`}
          href={formFileAddress(id, { lang: language })}
        >
          {name}
        </a>
      ))}
    </p>
  )
}
