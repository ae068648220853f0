import type { CoverageAnswer } from '../../../../../data/coverage.ts'
import { PROVENANCE_OPTIONS } from '../../../../../data/provenance.ts'
import { dateTimeText } from '../../../../form/shanghai-time.ts'
import { useText } from '../../../../i18n/text.ts'

/** What the figures were computed from, and that the data is made up where it is. */
export const ProvenanceNote = ({ answer }: { answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage')
  const { network, revision, query, notice } = answer
  const provenance = PROVENANCE_OPTIONS[network.provenance].label[language]
  return (
    <div className="provenance-note">
      {notice && (
        <details className="foldable notice-note">
          <summary className="target">{t('summary.notice')}</summary>
          <p>{notice[language]}</p>
        </details>
      )}
      <p className="secondary">
        {[
          t('summary.computed', { time: dateTimeText(Date.parse(query.at)) }),
          t('summary.revision', { revision }),
          t('summary.network', { provenance, id: network.id }),
        ].join(' · ')}
      </p>
    </div>
  )
}
