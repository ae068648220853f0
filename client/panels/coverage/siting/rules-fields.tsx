/** Rules that the sites must keep: which must be, which may not, how many in each county, how robust. */
import { Select, Tag } from 'antd'
import { useId } from 'react'
import { USUAL_BAND } from '../../../../data/planning-day.ts'
import { ROBUSTNESS, type Robustness, SITING_LIMITS } from '../../../../data/siting.ts'
import { localisedName } from '../../../../data/wording.ts'
import { useCollection } from '../../../api/features.ts'
import { FigureTable } from '../../../form/figure-table.tsx'
import { useText } from '../../../i18n/text.ts'
import { NumberCell, NumberField } from './number-field.tsx'
import {
  changeOptions,
  type NamedSite,
  type SiteList,
  type SitingOptions,
  useSitingOptions,
  withListed,
} from './siting-options.ts'

const LEVELS = Object.keys(ROBUSTNESS) as Robustness[]

/** What speeds and turnouts the sites are chosen for. */
export const RobustField = ({ options }: { options: SitingOptions }) => {
  const { t, language } = useText('planning', 'siting')
  const id = useId()
  const { speedPercent, turnoutSeconds } = USUAL_BAND
  return (
    <div className="column siting-number">
      <label htmlFor={id}>{t('robust')}</label>
      <Select<Robustness>
        id={id}
        className="target"
        aria-describedby={`${id}-hint`}
        value={options.robust}
        options={LEVELS.map((value) => ({ value, label: ROBUSTNESS[value][language] }))}
        onChange={(robust) => changeOptions({ robust })}
      />
      <span id={`${id}-hint`} className="secondary">
        {t('robustHint', { speed: speedPercent, turnout: turnoutSeconds })}
      </span>
    </div>
  )
}

/** What share of its people every county is to have in time. */
export const LeastCountyField = ({
  options: { leastCountyPercent },
}: {
  options: SitingOptions
}) => {
  const { t } = useText('planning', 'siting')
  return (
    <NumberField
      label={t('leastCounty')}
      hint={t('leastCountyHint')}
      min={1}
      max={100}
      precision={0}
      isOptional
      value={leastCountyPercent}
      onChange={(value) => changeOptions({ leastCountyPercent: value })}
    />
  )
}

/** Least and most sites of each county. */
export const QuotasField = ({ options }: { options: SitingOptions }) => {
  const { t, language } = useText('planning', 'siting')
  const { data: counties } = useCollection('counties')
  const { quotas } = options
  const count = Object.values(quotas).filter(
    ({ least, most }) => least !== null || most !== null,
  ).length
  const cell = (code: string, name: string, end: 'least' | 'most') => {
    const quota = quotas[code] ?? { least: null, most: null }
    return (
      <NumberCell
        label={t('quotas.of', { county: name, end: t(`quotas.${end}`) })}
        min={0}
        max={SITING_LIMITS.mostSites}
        precision={0}
        isOptional
        value={quota[end]}
        onChange={(value) =>
          changeOptions({ quotas: { ...quotas, [code]: { ...quota, [end]: value } } })
        }
      />
    )
  }
  return (
    <details className="fold">
      <summary className="target">
        {count > 0 ? t('quotas.some', { count }) : t('quotas.heading')}
      </summary>
      <FigureTable
        head={[t('quotas.county'), t('quotas.least'), t('quotas.most')]}
        rows={(counties?.features ?? []).map(({ properties }) => {
          const code = String(properties.code)
          const name = localisedName(properties as never, language)
          return [name, cell(code, name, 'least'), cell(code, name, 'most')]
        })}
      />
    </details>
  )
}

/** Sites that must or must not be chosen; the table of the result puts them here. */
export const NamedSites = ({ options }: { options: SitingOptions }) =>
  (['must', 'forbid'] as const).map((list) => {
    // The other problems choose by themselves what is built.
    const isAsked = list === 'forbid' || options.problem === 'mclp'
    return (
      isAsked &&
      options[list].length > 0 && <NamedList key={list} list={list} sites={options[list]} />
    )
  })

const NamedList = ({ list, sites }: { list: SiteList; sites: readonly NamedSite[] }) => {
  const { t, language } = useText('planning', 'siting')
  return (
    <div className="row wrapped named-sites">
      <span>{t(`lists.${list}`)}</span>
      {sites.map((site) => {
        const name = localisedName(site, language)
        return (
          <Tag
            key={JSON.stringify(site.reference)}
            closable={{ 'aria-label': t('lists.remove', { name }) }}
            onClose={(event) => {
              event.preventDefault()
              changeOptions(withListed(useSitingOptions.getState(), site, null))
            }}
          >
            {name}
          </Tag>
        )
      })}
    </div>
  )
}
