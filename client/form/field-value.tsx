/** A field's value on the page, chosen by the kind of field from one table. */
import type { ReactNode } from 'react'
import type { Language } from '../../data/bilingual.ts'
import type { CountsField, Field } from '../../data/field.ts'
import { type FieldKind, type FieldOf, fieldText } from '../../data/field-text.ts'
import { countsOf, numberText } from '../../data/wording.ts'
import { useText } from '../i18n/text.ts'
import { PhoneValue } from './phone-value.tsx'

type ViewOf<Kind extends FieldKind> = (
  value: unknown,
  field: FieldOf<Kind>,
  language: Language,
) => ReactNode

const plain = (value: unknown, field: Field, language: Language): ReactNode =>
  fieldText(field, value, language)

const VIEWS: { readonly [Kind in FieldKind]: ViewOf<Kind> } = {
  text: (value, field) =>
    field.format === 'phone' ? <PhoneValue phone={String(value)} /> : String(value),
  number: plain,
  integer: plain,
  choice: (value, field, language) => (
    <span className="choice-value">
      <Swatch colour={field.options[String(value)]?.colour} />
      {fieldText(field, value, language)}
    </span>
  ),
  date: plain,
  timeOfDay: plain,
  counts: (value, field) => <CountsTable value={value} field={field} />,
}

export const FieldValue = ({ field, value }: { field: Field; value: unknown }) => {
  const { language } = useText('panels')
  if (value === null || value === undefined) return null
  const view = VIEWS[field.kind] as ViewOf<FieldKind>
  return view(value, field as never, language)
}

/** The colour that the map uses, beside the word, never instead of it. */
export const Swatch = ({ colour }: { colour: string | undefined }) =>
  colour === undefined ? null : (
    <span className="swatch" style={{ background: colour }} aria-hidden />
  )

const CountsTable = ({ value, field }: { value: unknown; field: CountsField }) => {
  const { t, language } = useText('panels')
  const counts = countsOf(value, field.catalogue, language)
  if (counts.length === 0) return t('drawer.noCounts')
  return (
    <table className="counts-table">
      <caption className="visually-hidden">{field.label[language]}</caption>
      <thead>
        <tr>
          <th scope="col">{t('drawer.item')}</th>
          <th scope="col">{t('drawer.quantity')}</th>
          <th scope="col">{t('drawer.unit')}</th>
        </tr>
      </thead>
      <tbody>
        {counts.map(({ key, label, quantity, unit }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td className="figure">{numberText(quantity, language)}</td>
            <td>{unit}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
